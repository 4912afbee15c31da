#pragma once
namespace peers {
struct not_installed {};
}  // namespace peers
