// SPDX-License-Identifier: Apache-2.0
// How often this test program has asked for memory (allocations.cpp).
#pragma once

extern long allocations;
