// SPDX-License-Identifier: Apache-2.0
// The problems of Hock and Schittkowski (hock_schittkowski.hpp) that have inequalities or bounds only.
#pragma once

#include "constrained.hpp"

namespace problems {

using namespace calx::literals;

struct hs1 : constrained<2> {
  static constexpr char const* name = "HS1";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr point<2> lower{-infinity, -1.5};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 0;
  static constexpr point<2> xstar{1, 1};
};

struct hs2 : constrained<2> {
  static constexpr char const* name = "HS2";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr point<2> lower{-infinity, 1.5};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 0.050426187893607084914;
  static constexpr point<2> xstar{1.2243707487363525227, 1.5};
  static constexpr point<1> local_minima{4.9412293179891855097};
  static constexpr point<2> bound_multipliers{0, 0.1832539277567035};
};

struct hs4 : constrained<2> {
  static constexpr char const* name = "HS4";
  static constexpr auto f = pow<3>(x1 + 1_c) / 3_c + x2;
  static constexpr point<2> lower{1, 0};
  static constexpr point<2> start{1.125, 0.125};
  static constexpr double fstar = 2.6666666666666666667;
  static constexpr point<2> xstar{1, 0};
  static constexpr point<2> bound_multipliers{4, 1};
};

struct hs10 : constrained<2> {
  static constexpr char const* name = "HS10";
  static constexpr auto f = x1 - x2;
  static constexpr auto inequalities = std::tuple(-3_c * pow<2>(x1) + 2_c * x1 * x2 - pow<2>(x2) + 1_c);
  static constexpr point<2> start{-10, 10};
  static constexpr double fstar = -1;
  static constexpr point<2> xstar{0, 1};
  static constexpr point<1> inequality_multipliers{0.5};
};

struct hs11 : constrained<2> {
  static constexpr char const* name = "HS11";
  static constexpr auto f = pow<2>(x1 - 5_c) + pow<2>(x2) - 25_c;
  static constexpr auto inequalities = std::tuple(-pow<2>(x1) + x2);
  static constexpr point<2> start{4.9, 0.1};
  static constexpr double fstar = -8.4984642231546773775;
  static constexpr point<2> xstar{1.2347728250532969804, 1.5246639294900999511};
  static constexpr point<1> inequality_multipliers{3.0493278589801999};
};

struct hs12 : constrained<2> {
  static constexpr char const* name = "HS12";
  static constexpr auto f = 0.5_c * pow<2>(x1) + pow<2>(x2) - x1 * x2 - 7_c * x1 - 7_c * x2;
  static constexpr auto inequalities = std::tuple(25_c - 4_c * pow<2>(x1) - pow<2>(x2));
  static constexpr point<2> start{0, 0};
  static constexpr double fstar = -30;
  static constexpr point<2> xstar{2, 3};
  static constexpr point<1> inequality_multipliers{0.5};
};

// No constraint qualification holds at x*, there are no multipliers.
struct hs13 : constrained<2> {
  static constexpr char const* name = "HS13";
  static constexpr auto f = pow<2>(x1 - 2_c) + pow<2>(x2);
  static constexpr auto inequalities = std::tuple(pow<3>(1_c - x1) - x2);
  static constexpr point<2> lower{0, 0};
  static constexpr point<2> start{-2, -2};
  static constexpr double fstar = 1;
  static constexpr point<2> xstar{1, 0};
  static constexpr bool regular = false;
};

struct hs15 : constrained<2> {
  static constexpr char const* name = "HS15";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr auto inequalities = std::tuple(x1 * x2 - 1_c, x1 + pow<2>(x2));
  static constexpr point<2> upper{0.5, infinity};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 306.5;
  static constexpr point<2> xstar{0.5, 2};
  static constexpr point<1> local_minima{360.37976717428349234};
  static constexpr point<2> inequality_multipliers{700, 0};
  static constexpr point<2> bound_multipliers{-1751, 0};
};

struct hs16 : constrained<2> {
  static constexpr char const* name = "HS16";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr auto inequalities = std::tuple(x1 + pow<2>(x2), pow<2>(x1) + x2);
  static constexpr point<2> lower{-0.5, -infinity};
  static constexpr point<2> upper{0.5, 1};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 0.25;
  static constexpr point<2> xstar{0.5, 0.25};
  static constexpr point<1> local_minima{23.14466094067262378};
  static constexpr point<2> inequality_multipliers{};
  static constexpr point<2> bound_multipliers{-1, 0};
};

struct hs17 : constrained<2> {
  static constexpr char const* name = "HS17";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr auto inequalities = std::tuple(pow<2>(x2) - x1, pow<2>(x1) - x2);
  static constexpr point<2> lower{-0.5, -infinity};
  static constexpr point<2> upper{0.5, 1};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 1;
  static constexpr point<2> xstar{0, 0};
  static constexpr point<2> inequality_multipliers{2, 0};
};

struct hs18 : constrained<2> {
  static constexpr char const* name = "HS18";
  static constexpr auto f = 0.01_c * pow<2>(x1) + pow<2>(x2);
  static constexpr auto inequalities = std::tuple(x1 * x2 - 25_c, pow<2>(x1) + pow<2>(x2) - 25_c);
  static constexpr point<2> lower{2, 0};
  static constexpr point<2> upper{50, 50};
  static constexpr point<2> start{2, 2};
  static constexpr double fstar = 5;
  static constexpr point<2> xstar{15.81138830084189666, 1.581138830084189666};
  static constexpr point<2> inequality_multipliers{0.2, 0};
};

struct hs19 : constrained<2> {
  static constexpr char const* name = "HS19";
  static constexpr auto f = pow<3>(x1 - 10_c) + pow<3>(x2 - 20_c);
  static constexpr auto inequalities =
      std::tuple(pow<2>(x1 - 5_c) + pow<2>(x2 - 5_c) - 100_c, -pow<2>(x2 - 5_c) - pow<2>(x1 - 6_c) + 82.81_c);
  static constexpr point<2> lower{13, 0};
  static constexpr point<2> upper{100, 100};
  static constexpr point<2> start{20.1, 5.84};
  static constexpr double fstar = -6961.8138755801392776;
  static constexpr point<2> xstar{14.095, 0.84296078921547818413};
  static constexpr point<2> inequality_multipliers{1097.1189367883679, 1229.5420867931076};
};

// Of the two corners x2 = sqrt(3)/2 the one at x1 = 1/2 is the better.
struct hs20 : constrained<2> {
  static constexpr char const* name = "HS20";
  static constexpr auto f = 100_c * pow<2>(x2 - pow<2>(x1)) + pow<2>(1_c - x1);
  static constexpr auto inequalities = std::tuple(x1 + pow<2>(x2), pow<2>(x1) + x2, pow<2>(x1) + pow<2>(x2) - 1_c);
  static constexpr point<2> lower{-0.5, -infinity};
  static constexpr point<2> upper{0.5, infinity};
  static constexpr point<2> start{-2, 1};
  static constexpr double fstar = 38.198729810778067662;
  static constexpr point<2> xstar{0.5, 0.86602540378443864676};
  static constexpr point<1> local_minima{40.198729810778067662};
  static constexpr point<3> inequality_multipliers{0, 0, 71.132486540518712};
  static constexpr point<2> bound_multipliers{-195.33756729740644, 0};
};

struct hs22 : constrained<2> {
  static constexpr char const* name = "HS22";
  static constexpr auto f = pow<2>(x1 - 2_c) + pow<2>(x2 - 1_c);
  static constexpr auto inequalities = std::tuple(-x1 - x2 + 2_c, -pow<2>(x1) + x2);
  static constexpr point<2> start{2, 2};
  static constexpr double fstar = 1;
  static constexpr point<2> xstar{1, 1};
  static constexpr point<2> inequality_multipliers{0.66666666666666667, 0.66666666666666667};
};

struct hs23 : constrained<2> {
  static constexpr char const* name = "HS23";
  static constexpr auto f = pow<2>(x1) + pow<2>(x2);
  static constexpr auto inequalities = std::tuple(x1 + x2 - 1_c, pow<2>(x1) + pow<2>(x2) - 1_c,
                                                  9_c * pow<2>(x1) + pow<2>(x2) - 9_c, pow<2>(x1) - x2, pow<2>(x2) - x1);
  static constexpr point<2> lower{-50, -50};
  static constexpr point<2> upper{50, 50};
  static constexpr point<2> start{3, 1};
  static constexpr double fstar = 2;
  static constexpr point<2> xstar{1, 1};
  static constexpr point<5> inequality_multipliers{0, 0, 0, 2, 2};
};

struct hs24 : constrained<2> {
  static constexpr char const* name = "HS24";
  static constexpr auto f = (pow<2>(x1 - 3_c) - 9_c) * pow<3>(x2) / (27_c * sqrt(3_c));
  static constexpr auto inequalities = std::tuple(x1 / sqrt(3_c) - x2, x1 + sqrt(3_c) * x2, -x1 - sqrt(3_c) * x2 + 6_c);
  static constexpr point<2> lower{0, 0};
  static constexpr point<2> start{1, 0.5};
  static constexpr double fstar = -1;
  static constexpr point<2> xstar{3, 1.7320508075688772935};
  static constexpr point<3> inequality_multipliers{0.86602540378443865, 0, 0.5};
};

struct hs29 : constrained<3> {
  static constexpr char const* name = "HS29";
  static constexpr auto f = -x1 * x2 * x3;
  static constexpr auto inequalities = std::tuple(-pow<2>(x1) - 2_c * pow<2>(x2) - 4_c * pow<2>(x3) + 48_c);
  static constexpr point<3> start{1, 1, 1};
  static constexpr double fstar = -22.627416997969520781;
  static constexpr point<3> xstar{4, 2.8284271247461900976, 2};
  static constexpr points<3, 3> other_minimizers{
      {{4, -2.8284271247461900976, -2}, {-4, 2.8284271247461900976, -2}, {-4, -2.8284271247461900976, 2}}};
  static constexpr point<1> inequality_multipliers{0.70710678118654752};
};

struct hs31 : constrained<3> {
  static constexpr char const* name = "HS31";
  static constexpr auto f = 9_c * pow<2>(x1) + pow<2>(x2) + 9_c * pow<2>(x3);
  static constexpr auto inequalities = std::tuple(x1 * x2 - 1_c);
  static constexpr point<3> lower{-10, 1, -10};
  static constexpr point<3> upper{10, 10, 1};
  static constexpr point<3> start{1, 1, 1};
  static constexpr double fstar = 6;
  static constexpr point<3> xstar{0.57735026918962576451, 1.7320508075688772935, 0};
  static constexpr point<1> inequality_multipliers{6};
};

struct hs34 : constrained<3> {
  static constexpr char const* name = "HS34";
  static constexpr auto f = -x1;
  static constexpr auto inequalities = std::tuple(x2 - exp(x1), x3 - exp(x2));
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> upper{100, 100, 10};
  static constexpr point<3> start{0, 1.05, 2.9};
  static constexpr double fstar = -0.8340324452479557998;
  static constexpr point<3> xstar{0.8340324452479557998, 2.302585092994045684, 10};
  static constexpr point<2> inequality_multipliers{0.43429448190325183, 0.043429448190325183};
  static constexpr point<3> bound_multipliers{0, 0, -0.043429448190325183};
};

struct hs35 : constrained<3> {
  static constexpr char const* name = "HS35";
  static constexpr auto f =
      9_c - 8_c * x1 - 6_c * x2 - 4_c * x3 + 2_c * pow<2>(x1) + 2_c * pow<2>(x2) + pow<2>(x3) + 2_c * x1 * x2 + 2_c * x1 * x3;
  static constexpr auto inequalities = std::tuple(3_c - x1 - x2 - 2_c * x3);
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> start{0.5, 0.5, 0.5};
  static constexpr double fstar = 0.11111111111111111111;
  static constexpr point<3> xstar{1.3333333333333333333, 0.77777777777777777778, 0.44444444444444444444};
  static constexpr point<1> inequality_multipliers{0.22222222222222222};
};

struct hs37 : constrained<3> {
  static constexpr char const* name = "HS37";
  static constexpr auto f = -x1 * x2 * x3;
  static constexpr auto inequalities = std::tuple(72_c - x1 - 2_c * x2 - 2_c * x3, x1 + 2_c * x2 + 2_c * x3);
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> upper = filled<3>(42);
  static constexpr point<3> start{10, 10, 10};
  static constexpr double fstar = -3456;
  static constexpr point<3> xstar{24, 12, 12};
  static constexpr point<2> inequality_multipliers{144, 0};
};

// Rosen and Suzuki.
struct hs43 : constrained<4> {
  static constexpr char const* name = "HS43";
  static constexpr auto f =
      pow<2>(x1) + pow<2>(x2) + 2_c * pow<2>(x3) + pow<2>(x4) - 5_c * x1 - 5_c * x2 - 21_c * x3 + 7_c * x4;
  static constexpr auto inequalities =
      std::tuple(8_c - pow<2>(x1) - pow<2>(x2) - pow<2>(x3) - pow<2>(x4) - x1 + x2 - x3 + x4,
                 10_c - pow<2>(x1) - 2_c * pow<2>(x2) - pow<2>(x3) - 2_c * pow<2>(x4) + x1 + x4,
                 5_c - 2_c * pow<2>(x1) - pow<2>(x2) - pow<2>(x3) - 2_c * x1 + x2 + x4);
  static constexpr point<4> start = filled<4>(0);
  static constexpr double fstar = -44;
  static constexpr point<4> xstar{0, 1, 2, -1};
  static constexpr point<3> inequality_multipliers{1, 0, 2};
};

// A quadratic program that is not convex.
struct hs44 : constrained<4> {
  static constexpr char const* name = "HS44";
  static constexpr auto f = x1 - x2 - x3 - x1 * x3 + x1 * x4 + x2 * x3 - x2 * x4;
  static constexpr auto inequalities = std::tuple(8_c - x1 - 2_c * x2, 12_c - 4_c * x1 - x2, 12_c - 3_c * x1 - 4_c * x2,
                                                  8_c - 2_c * x3 - x4, 8_c - x3 - 2_c * x4, 5_c - x3 - x4);
  static constexpr point<4> lower = filled<4>(0);
  static constexpr point<4> start = filled<4>(0);
  static constexpr double fstar = -15;
  static constexpr point<4> xstar{0, 3, 0, 4};
  static constexpr point<1> local_minima{-13};
  static constexpr point<6> inequality_multipliers{0, 0, 1.25, 0, 1.5, 0};
  static constexpr point<4> bound_multipliers{8.75, 0, 3.5, 0};
};

struct hs72 : constrained<4> {
  static constexpr char const* name = "HS72";
  static constexpr auto f = 1_c + x1 + x2 + x3 + x4;
  static constexpr auto inequalities = std::tuple(0.0401_c - 4_c / x1 - 2.25_c / x2 - 1_c / x3 - 0.25_c / x4,
                                                  0.010085_c - 0.16_c / x1 - 0.36_c / x2 - 0.64_c / x3 - 0.64_c / x4);
  static constexpr point<4> lower = filled<4>(0.001);
  static constexpr point<4> upper{400000, 300000, 200000, 100000};
  static constexpr point<4> start = filled<4>(1);
  static constexpr double fstar = 727.67935778961296894;
  static constexpr point<4> xstar{193.40742727194631464, 179.54707603227455174, 185.01806335815152517, 168.70679112724057739};
  static constexpr point<2> inequality_multipliers{7692.936528467456, 41466.792563021119};
};

// The first problem of Colville.
struct hs86 : constrained<5> {
  static constexpr char const* name = "HS86";
  static constexpr auto f = -15_c * x1 - 27_c * x2 - 36_c * x3 - 18_c * x4 - 12_c * x5 + 30_c * pow<2>(x1) + 39_c * pow<2>(x2) +
                            10_c * pow<2>(x3) + 39_c * pow<2>(x4) + 30_c * pow<2>(x5) - 40_c * x1 * x2 - 20_c * x1 * x3 +
                            64_c * x1 * x4 - 20_c * x1 * x5 - 12_c * x2 * x3 - 62_c * x2 * x4 + 64_c * x2 * x5 -
                            12_c * x3 * x4 - 20_c * x3 * x5 - 40_c * x4 * x5 + 4_c * pow<3>(x1) + 8_c * pow<3>(x2) +
                            10_c * pow<3>(x3) + 6_c * pow<3>(x4) + 2_c * pow<3>(x5);
  static constexpr auto inequalities =
      std::tuple(-16_c * x1 + 2_c * x2 + x4 + 40_c, -2_c * x2 + 4_c * x4 + 2_c * x5 + 2_c, -3.5_c * x1 + 2_c * x3 + 0.25_c,
                 -2_c * x2 - 4_c * x4 - x5 + 4_c, -9_c * x2 - 2_c * x3 + x4 - 2.8_c * x5 + 4_c, 2_c * x1 - 4_c * x3 + 1_c,
                 -x1 - x2 - x3 - x4 - x5 + 40_c, -x1 - 2_c * x2 - 3_c * x3 - 2_c * x4 - x5 + 60_c,
                 x1 + 2_c * x2 + 3_c * x3 + 4_c * x4 + 5_c * x5 - 5_c, x1 + x2 + x3 + x4 + x5 - 1_c);
  static constexpr point<5> lower = filled<5>(0);
  static constexpr point<5> start{0, 0, 0, 0, 1};
  static constexpr double fstar = -32.348678965722706399;
  static constexpr point<5> xstar{0.3, 0.33346760653460710621, 0.4, 0.42831010478169876448, 0.22396487356079814593};
  static constexpr point<10> inequality_multipliers{0, 0, 5.1740407276981729,  0, 3.06110868775845, 11.839545664800732,
                                                    0, 0, 0.10389619077061578, 0};
};

struct hs104 : constrained<8> {
  static constexpr char const* name = "HS104";
  static constexpr auto f = 0.4_c * pow(x1 / x7, 0.67_c) + 0.4_c * pow(x2 / x8, 0.67_c) + 10_c - x1 - x2;
  static constexpr auto inequalities =
      std::tuple(1_c - 0.0588_c * x5 * x7 - 0.1_c * x1, 1_c - 0.0588_c * x6 * x8 - 0.1_c * x1 - 0.1_c * x2,
                 1_c - 4_c * x3 / x5 - 2_c * pow(x3, -0.71_c) / x5 - 0.0588_c * pow(x3, -1.3_c) * x7,
                 1_c - 4_c * x4 / x6 - 2_c * pow(x4, -0.71_c) / x6 - 0.0588_c * pow(x4, -1.3_c) * x8, f - 1_c, 4.2_c - f);
  static constexpr point<8> lower = filled<8>(0.1);
  static constexpr point<8> upper = filled<8>(10);
  static constexpr point<8> start{6, 3, 0.4, 0.2, 6, 6, 1, 0.5};
  static constexpr double fstar = 3.9511634401033556047;
  static constexpr point<8> xstar{6.4651140283691012468, 2.2327086479852277577, 0.66739749128662935754, 0.59575642290037097638,
                                  5.9326756779098480525, 5.5272345649769388822, 1.0133220089025610851,  0.40066822912570297689};
  static constexpr point<6> inequality_multipliers{
      2.3596898264269561, 6.2055019965602769, 0.92761984732239366, 0.84720085070425503, 0, 0};
};

// The hexagon of diameter 1 with the largest area. x* is not unique; the gradients of the active constraints depend on each
// other.
struct hs108 : constrained<9> {
  static constexpr char const* name = "HS108";
  static constexpr auto f = -0.5_c * (x1 * x4 - x2 * x3 + x3 * x9 - x5 * x9 + x5 * x8 - x6 * x7);
  static constexpr auto inequalities = std::tuple(
      1_c - pow<2>(x3) - pow<2>(x4), 1_c - pow<2>(x9), 1_c - pow<2>(x5) - pow<2>(x6), 1_c - pow<2>(x1) - pow<2>(x2 - x9),
      1_c - pow<2>(x1 - x5) - pow<2>(x2 - x6), 1_c - pow<2>(x1 - x7) - pow<2>(x2 - x8), 1_c - pow<2>(x3 - x5) - pow<2>(x4 - x6),
      1_c - pow<2>(x3 - x7) - pow<2>(x4 - x8), 1_c - pow<2>(x7) - pow<2>(x8 - x9), (x1 * x4) - x2 * x3, (x3 * x9), (-x5 * x9),
      (x5 * x8) - x6 * x7);
  static constexpr point<9> lower{-infinity, -infinity, -infinity, -infinity, -infinity, -infinity, -infinity, -infinity, 0};
  static constexpr point<9> start = filled<9>(1);
  static constexpr double fstar = -0.86602540378443864676;
  static constexpr point<9> xstar{0.83333631974558133197, -0.55276629618030279564, 0.8953778147207660006,
                                  0.44530727470575374763, 0.83333631974558133197,  -0.55276629618030279564,
                                  0.8953778147207660006,  0.44530727470575374763,  0};
  static constexpr double m = 0.14433756729740644;
  static constexpr point<13> inequality_multipliers{m, 0, m, m, 0, m, m, 0, m, 0, 0, 0, 0};
  static constexpr bool regular = false;
  static constexpr bool second_order = false;
};

// The second problem of Wong.
struct hs113 : constrained<10> {
  static constexpr char const* name = "HS113";
  static constexpr auto f = pow<2>(x1) + pow<2>(x2) + x1 * x2 - 14_c * x1 - 16_c * x2 + pow<2>(x3 - 10_c) +
                            4_c * pow<2>(x4 - 5_c) + pow<2>(x5 - 3_c) + 2_c * pow<2>(x6 - 1_c) + 5_c * pow<2>(x7) +
                            7_c * pow<2>(x8 - 11_c) + 2_c * pow<2>(x9 - 10_c) + pow<2>(x10 - 7_c) + 45_c;
  static constexpr auto inequalities =
      std::tuple(105_c - 4_c * x1 - 5_c * x2 + 3_c * x7 - 9_c * x8, -10_c * x1 + 8_c * x2 + 17_c * x7 - 2_c * x8,
                 8_c * x1 - 2_c * x2 - 5_c * x9 + 2_c * x10 + 12_c,
                 -3_c * pow<2>(x1 - 2_c) - 4_c * pow<2>(x2 - 3_c) - 2_c * pow<2>(x3) + 7_c * x4 + 120_c,
                 -5_c * pow<2>(x1) - 8_c * x2 - pow<2>(x3 - 6_c) + 2_c * x4 + 40_c,
                 -0.5_c * pow<2>(x1 - 8_c) - 2_c * pow<2>(x2 - 4_c) - 3_c * pow<2>(x5) + x6 + 30_c,
                 -pow<2>(x1) - 2_c * pow<2>(x2 - 2_c) + 2_c * x1 * x2 - 14_c * x5 + 6_c * x6,
                 3_c * x1 - 6_c * x2 - 12_c * pow<2>(x9 - 8_c) + 7_c * x10);
  static constexpr point<10> start{2, 3, 5, 5, 1, 2, 7, 3, 6, 10};
  static constexpr double fstar = 24.306209068179809286;
  static constexpr point<10> xstar{2.1719963712554552554,  2.3636829736972798217, 8.7739257384768504025, 5.0959844879484527551,
                                   0.99065476496385915883, 1.4305739789363158945, 1.3216442081617033032, 9.8287258078863210866,
                                   8.2800916700983458182,  8.3759266639213233454};
  static constexpr point<8> inequality_multipliers{1.7165331534681736,  0.47452015418897131,
                                                   1.3759266639213233,  0.020545555102422399,
                                                   0.31202850893533263, 0,
                                                   0.28704931929087726, 0};
};

}  // namespace problems
