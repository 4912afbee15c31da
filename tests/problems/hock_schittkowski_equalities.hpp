// SPDX-License-Identifier: Apache-2.0
// The problems of Hock and Schittkowski (hock_schittkowski.hpp) that have equality constraints.
#pragma once

#include "constrained.hpp"

namespace problems {

using namespace calx::literals;

struct hs6 : constrained<2> {
  static constexpr char const* name = "HS6";
  static constexpr auto f = pow<2>(1_c - x1);
  static constexpr auto equalities = std::tuple(10_c * (x2 - pow<2>(x1)));
  static constexpr point<2> start{-1.2, 1};
  static constexpr double fstar = 0;
  static constexpr point<2> xstar{1, 1};
  static constexpr point<1> equality_multipliers{};
};

struct hs7 : constrained<2> {
  static constexpr char const* name = "HS7";
  static constexpr auto f = log(1_c + pow<2>(x1)) - x2;
  static constexpr auto equalities = std::tuple(pow<2>(1_c + pow<2>(x1)) + pow<2>(x2) - 4_c);
  static constexpr point<2> start{2, 2};
  static constexpr double fstar = -1.7320508075688772935;
  static constexpr point<2> xstar{0, 1.7320508075688772935};
  static constexpr point<1> local_minima{1.7320508075688772935};
  static constexpr point<1> equality_multipliers{0.28867513459481288};
};

// A constant objective: what is asked for is a point.
struct hs8 : constrained<2> {
  static constexpr char const* name = "HS8";
  static constexpr auto f = calx::constant<-1>;
  static constexpr auto equalities = std::tuple(pow<2>(x1) + pow<2>(x2) - 25_c, (x1 * x2) - 9_c);
  static constexpr point<2> start{2, 1};
  static constexpr double fstar = -1;
  static constexpr point<2> xstar{4.6015949176832956214, 1.9558436066187050309};
  static constexpr points<2, 3> other_minimizers{{{1.9558436066187050309, 4.6015949176832956214},
                                                  {-4.6015949176832956214, -1.9558436066187050309},
                                                  {-1.9558436066187050309, -4.6015949176832956214}}};
  static constexpr point<2> equality_multipliers{};
};

// x* = (12k - 3, 16k - 4) for every integer k.
struct hs9 : constrained<2> {
  static constexpr char const* name = "HS9";
  static constexpr auto f = sin(calx::pi * x1 / 12_c) * cos(calx::pi * x2 / 16_c);
  static constexpr auto equalities = std::tuple(4_c * x1 - 3_c * x2);
  static constexpr point<2> start{0, 0};
  static constexpr double fstar = -0.5;
  static constexpr point<2> xstar{-3, -4};
  static constexpr points<2, 2> other_minimizers{{{9, 12}, {-15, -20}}};
  static constexpr point<1> equality_multipliers{-0.03272492347489368};
};

struct hs14 : constrained<2> {
  static constexpr char const* name = "HS14";
  static constexpr auto f = pow<2>(x1 - 2_c) + pow<2>(x2 - 1_c);
  static constexpr auto equalities = std::tuple(x1 - 2_c * x2 + 1_c);
  static constexpr auto inequalities = std::tuple(-0.25_c * pow<2>(x1) - pow<2>(x2) + 1_c);
  static constexpr point<2> start{2, 2};
  static constexpr double fstar = 1.3934649806893020523;
  static constexpr point<2> xstar{0.82287565553229529525, 0.91143782776614764763};
  static constexpr point<1> equality_multipliers{1.5944911182523068};
  static constexpr point<1> inequality_multipliers{1.8465914396061131};
};

struct hs27 : constrained<3> {
  static constexpr char const* name = "HS27";
  static constexpr auto f = 0.01_c * pow<2>(x1 - 1_c) + pow<2>(x2 - pow<2>(x1));
  static constexpr auto equalities = std::tuple(x1 + pow<2>(x3) + 1_c);
  static constexpr point<3> start{2, 2, 2};
  static constexpr double fstar = 0.04;
  static constexpr point<3> xstar{-1, 1, 0};
  static constexpr point<1> equality_multipliers{0.04};
};

struct hs28 : constrained<3> {
  static constexpr char const* name = "HS28";
  static constexpr auto f = pow<2>(x1 + x2) + pow<2>(x2 + x3);
  static constexpr auto equalities = std::tuple(x1 + 2_c * x2 + 3_c * x3 - 1_c);
  static constexpr point<3> start{-4, 1, 1};
  static constexpr double fstar = 0;
  static constexpr point<3> xstar{0.5, -0.5, 0.5};
  static constexpr point<1> equality_multipliers{};
};

struct hs32 : constrained<3> {
  static constexpr char const* name = "HS32";
  static constexpr auto f = pow<2>(x1 + 3_c * x2 + x3) + 4_c * pow<2>(x1 - x2);
  static constexpr auto equalities = std::tuple(1_c - x1 - x2 - x3);
  static constexpr auto inequalities = std::tuple(6_c * x2 + 4_c * x3 - pow<3>(x1) - 3_c);
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> start{0.1, 0.7, 0.2};
  static constexpr double fstar = 1;
  static constexpr point<3> xstar{0, 0, 1};
  static constexpr point<1> equality_multipliers{2};
  static constexpr point<1> inequality_multipliers{};
  static constexpr point<3> bound_multipliers{0, 4, 0};
};

struct hs39 : constrained<4> {
  static constexpr char const* name = "HS39";
  static constexpr auto f = -x1;
  static constexpr auto equalities = std::tuple(x2 - pow<3>(x1) - pow<2>(x3), pow<2>(x1) - x2 - pow<2>(x4));
  static constexpr point<4> start = filled<4>(2);
  static constexpr double fstar = -1;
  static constexpr point<4> xstar{1, 1, 0, 0};
  static constexpr point<2> equality_multipliers{-1, -1};
};

// x3 and x4 may both change sign.
struct hs40 : constrained<4> {
  static constexpr char const* name = "HS40";
  static constexpr auto f = -x1 * x2 * x3 * x4;
  static constexpr auto equalities = std::tuple(pow<3>(x1) + pow<2>(x2) - 1_c, pow<2>(x1) * x4 - x3, pow<2>(x4) - x2);
  static constexpr point<4> start = filled<4>(0.8);
  static constexpr double fstar = -0.25;
  static constexpr point<4> xstar{0.79370052598409973738, 0.7071067811865475244, 0.52973154717964763228,
                                  0.84089641525371454303};
  static constexpr points<4, 1> other_minimizers{
      {{0.79370052598409973738, 0.7071067811865475244, -0.52973154717964763228, -0.84089641525371454303}}};
  static constexpr point<3> equality_multipliers{0.5, -0.47193715634084675, 0.35355339059327376};
};

struct hs41 : constrained<4> {
  static constexpr char const* name = "HS41";
  static constexpr auto f = 2_c - x1 * x2 * x3;
  static constexpr auto equalities = std::tuple(x1 + 2_c * x2 + 2_c * x3 - x4);
  static constexpr point<4> lower = filled<4>(0);
  static constexpr point<4> upper{1, 1, 1, 2};
  static constexpr point<4> start = filled<4>(2);
  static constexpr double fstar = 1.9259259259259259259;
  static constexpr point<4> xstar{0.66666666666666666667, 0.33333333333333333333, 0.33333333333333333333, 2};
  static constexpr point<1> equality_multipliers{0.11111111111111111};
  static constexpr point<4> bound_multipliers{0, 0, 0, -0.11111111111111111};
};

struct hs42 : constrained<4> {
  static constexpr char const* name = "HS42";
  static constexpr auto f = pow<2>(x1 - 1_c) + pow<2>(x2 - 2_c) + pow<2>(x3 - 3_c) + pow<2>(x4 - 4_c);
  static constexpr auto equalities = std::tuple(x1 - 2_c, pow<2>(x3) + pow<2>(x4) - 2_c);
  static constexpr point<4> start = filled<4>(1);
  static constexpr double fstar = 13.857864376269049512;
  static constexpr point<4> xstar{2, 2, 0.84852813742385702928, 1.131370849898476039};
  static constexpr point<2> equality_multipliers{-2, 2.5355339059327376};
};

// The reduced Hessian is singular at x*.
struct hs46 : constrained<5> {
  static constexpr char const* name = "HS46";
  static constexpr auto f = pow<2>(x1 - x2) + pow<2>(x3 - 1_c) + pow<4>(x4 - 1_c) + pow<6>(x5 - 1_c);
  static constexpr auto equalities = std::tuple(pow<2>(x1) * x4 + sin(x4 - x5) - 1_c, x2 + pow<4>(x3) * pow<2>(x4) - 2_c);
  static constexpr point<5> start{0.7071067811865476, 1.75, 0.5, 2, 2};
  static constexpr double fstar = 0;
  static constexpr point<5> xstar = filled<5>(1);
  static constexpr point<2> equality_multipliers{};
  static constexpr bool second_order = false;
};

// The reduced Hessian is singular at x*.
struct hs49 : constrained<5> {
  static constexpr char const* name = "HS49";
  static constexpr auto f = pow<2>(x1 - x2) + pow<2>(x3 - 1_c) + pow<4>(x4 - 1_c) + pow<6>(x5 - 1_c);
  static constexpr auto equalities = std::tuple(x1 + x2 + x3 + 4_c * x4 - 7_c, x3 + 5_c * x5 - 6_c);
  static constexpr point<5> start{10, 7, 2, -3, 0.8};
  static constexpr double fstar = 0;
  static constexpr point<5> xstar = filled<5>(1);
  static constexpr point<2> equality_multipliers{};
  static constexpr bool second_order = false;
};

struct hs50 : constrained<5> {
  static constexpr char const* name = "HS50";
  static constexpr auto f = pow<2>(x1 - x2) + pow<2>(x2 - x3) + pow<4>(x3 - x4) + pow<2>(x4 - x5);
  static constexpr auto equalities =
      std::tuple(x1 + 2_c * x2 + 3_c * x3 - 6_c, x2 + 2_c * x3 + 3_c * x4 - 6_c, x3 + 2_c * x4 + 3_c * x5 - 6_c);
  static constexpr point<5> start{35, -31, 11, 5, -5};
  static constexpr double fstar = 0;
  static constexpr point<5> xstar = filled<5>(1);
  static constexpr point<3> equality_multipliers{};
};

struct hs51 : constrained<5> {
  static constexpr char const* name = "HS51";
  static constexpr auto f = pow<2>(x1 - x2) + pow<2>(x2 + x3 - 2_c) + pow<2>(x4 - 1_c) + pow<2>(x5 - 1_c);
  static constexpr auto equalities = std::tuple(x1 + 3_c * x2 - 4_c, x3 + x4 - 2_c * x5, x2 - x5);
  static constexpr point<5> start{2.5, 0.5, 2, -1, 0.5};
  static constexpr double fstar = 0;
  static constexpr point<5> xstar = filled<5>(1);
  static constexpr point<3> equality_multipliers{};
};

struct hs52 : constrained<5> {
  static constexpr char const* name = "HS52";
  static constexpr auto f = pow<2>(4_c * x1 - x2) + pow<2>(x2 + x3 - 2_c) + pow<2>(x4 - 1_c) + pow<2>(x5 - 1_c);
  static constexpr auto equalities = std::tuple(x1 + 3_c * x2, x3 + x4 - 2_c * x5, x2 - x5);
  static constexpr point<5> start = filled<5>(2);
  static constexpr double fstar = 5.3266475644699140401;
  static constexpr point<5> xstar{-0.094555873925501432665, 0.031518624641833810888, 0.51575931232091690544,
                                  -0.45272206303724928367, 0.031518624641833810888};
  static constexpr point<3> equality_multipliers{3.2779369627507163, 2.9054441260744986, -7.7478510028653295};
};

struct hs56 : constrained<7> {
  static constexpr char const* name = "HS56";
  static constexpr auto f = -x1 * x2 * x3;
  static constexpr auto equalities =
      std::tuple(x1 - 4.2_c * pow<2>(sin(x4)), x2 - 4.2_c * pow<2>(sin(x5)), x3 - 4.2_c * pow<2>(sin(x6)),
                 x1 + 2_c * x2 + 2_c * x3 - 7.2_c * pow<2>(sin(x7)));
  static constexpr point<7> start{1, 1, 1, 0.509739678831507, 0.509739678831507, 0.509739678831507, 0.9851107833377457};
  static constexpr double fstar = -3.456;
  static constexpr point<7> xstar{
      2.4, 1.2, 1.2, 0.85707194785013098841, 0.56394264136062884269, 0.56394264136062884269, 1.5707963267948966192};
  static constexpr point<4> equality_multipliers{0, 0, 0, 1.44};
};

struct hs60 : constrained<3> {
  static constexpr char const* name = "HS60";
  static constexpr auto f = pow<2>(x1 - 1_c) + pow<2>(x1 - x2) + pow<4>(x2 - x3);
  static constexpr auto equalities = std::tuple(x1 * (1_c + pow<2>(x2)) + pow<4>(x3) - 4_c - 3_c * sqrt(2_c));
  static constexpr point<3> lower = filled<3>(-10);
  static constexpr point<3> upper = filled<3>(10);
  static constexpr point<3> start{2, 2, 2};
  static constexpr double fstar = 0.032568200255069838789;
  static constexpr point<3> xstar{1.1048590197333165479, 1.1966741822882571365, 1.5352622603253261025};
  static constexpr point<1> equality_multipliers{-0.010726727888350167};
};

struct hs62 : constrained<3> {
  static constexpr char const* name = "HS62";
  static constexpr auto f = -32.174_c * (255_c * log((x1 + x2 + x3 + 0.03_c) / (0.09_c * x1 + x2 + x3 + 0.03_c)) +
                                         280_c * log((x2 + x3 + 0.03_c) / (0.07_c * x2 + x3 + 0.03_c)) +
                                         290_c * log((x3 + 0.03_c) / (0.13_c * x3 + 0.03_c)));
  static constexpr auto equalities = std::tuple(x1 + x2 + x3 - 1_c);
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> upper = filled<3>(1);
  static constexpr point<3> start{0.7, 0.2, 0.1};
  static constexpr double fstar = -26272.514487318256656;
  static constexpr point<3> xstar{0.61781269081269244692, 0.32820222311966909108, 0.053985086067638462009};
  static constexpr point<1> equality_multipliers{6386.937539877766};
};

struct hs63 : constrained<3> {
  static constexpr char const* name = "HS63";
  static constexpr auto f = 1000_c - pow<2>(x1) - 2_c * pow<2>(x2) - pow<2>(x3) - x1 * x2 - x1 * x3;
  static constexpr auto equalities =
      std::tuple(8_c * x1 + 14_c * x2 + 7_c * x3 - 56_c, pow<2>(x1) + pow<2>(x2) + pow<2>(x3) - 25_c);
  static constexpr point<3> lower = filled<3>(0);
  static constexpr point<3> start{2, 2, 2};
  static constexpr double fstar = 961.71517213005217173;
  static constexpr point<3> xstar{3.5121213418747198662, 0.2169879415152230282, 3.5521711548270169536};
  static constexpr point<2> equality_multipliers{0.27493710206562983, 1.2234635604844077};
};

struct hs71 : constrained<4> {
  static constexpr char const* name = "HS71";
  static constexpr auto f = x1 * x4 * (x1 + x2 + x3) + x3;
  static constexpr auto equalities = std::tuple(pow<2>(x1) + pow<2>(x2) + pow<2>(x3) + pow<2>(x4) - 40_c);
  static constexpr auto inequalities = std::tuple(x1 * x2 * x3 * x4 - 25_c);
  static constexpr point<4> lower = filled<4>(1);
  static constexpr point<4> upper = filled<4>(5);
  static constexpr point<4> start{1, 5, 5, 1};
  static constexpr double fstar = 17.014017289156301551;
  static constexpr point<4> xstar{1, 4.7429996372644171158, 3.8211499841848739282, 1.3794082931726724218};
  static constexpr point<1> equality_multipliers{0.16146856677050584};
  static constexpr point<1> inequality_multipliers{0.55229366012072683};
  static constexpr point<4> bound_multipliers{1.0878712286669411, 0, 0, 0};
};

// Cattle feed.
struct hs73 : constrained<4> {
  static constexpr char const* name = "HS73";
  static constexpr auto f = 24.55_c * x1 + 26.75_c * x2 + 39_c * x3 + 40.5_c * x4;
  static constexpr auto equalities = std::tuple(x1 + x2 + x3 + x4 - 1_c);
  static constexpr auto inequalities =
      std::tuple(2.3_c * x1 + 5.6_c * x2 + 11.1_c * x3 + 1.3_c * x4 - 5_c,
                 12_c * x1 + 11.9_c * x2 + 41.8_c * x3 + 52.1_c * x4 - 21_c -
                     1.645_c * sqrt(0.28_c * pow<2>(x1) + 0.19_c * pow<2>(x2) + 20.5_c * pow<2>(x3) + 0.62_c * pow<2>(x4)));
  static constexpr point<4> lower = filled<4>(0);
  static constexpr point<4> start = filled<4>(1);
  static constexpr double fstar = 29.894378159143352627;
  static constexpr point<4> xstar{0.6355215686350697258, 0, 0.31270188075152349737, 0.051776550613406776836};
  static constexpr point<1> equality_multipliers{-18.371240043852748};
  static constexpr point<2> inequality_multipliers{0.58035508345138851, 0.4105410808587458};
  static constexpr point<4> bound_multipliers{0, 0.24333262660040108, 0, 0};
};

struct hs74 : constrained<4> {
  static constexpr char const* name = "HS74";
  static constexpr auto f = 3_c * x1 + 1e-6_c * pow<3>(x1) + 2_c * x2 + 2e-6_c / 3_c * pow<3>(x2);
  static constexpr auto equalities = std::tuple(1000_c * sin(-x3 - 0.25_c) + 1000_c * sin(-x4 - 0.25_c) + 894.8_c - x1,
                                                1000_c * sin(x3 - 0.25_c) + 1000_c * sin(x3 - x4 - 0.25_c) + 894.8_c - x2,
                                                1000_c * sin(x4 - 0.25_c) + 1000_c * sin(x4 - x3 - 0.25_c) + 1294.8_c);
  static constexpr auto inequalities = std::tuple(x4 - x3 + 0.55_c, x3 - x4 + 0.55_c);
  static constexpr point<4> lower{0, 0, -0.55, -0.55};
  static constexpr point<4> upper{1200, 1200, 0.55, 0.55};
  static constexpr point<4> start = filled<4>(0);
  static constexpr double fstar = 5126.4981095952726263;
  static constexpr point<4> xstar{679.94531985121171503, 1026.0671326104647222, 0.11887636449310188973, -0.3962335532032102976};
  static constexpr point<3> equality_multipliers{4.3869769139626998, 4.105627521246922, 5.4632784931083744};
  static constexpr point<2> inequality_multipliers{};
};

struct hs78 : constrained<5> {
  static constexpr char const* name = "HS78";
  static constexpr auto f = x1 * x2 * x3 * x4 * x5;
  static constexpr auto equalities = std::tuple(pow<2>(x1) + pow<2>(x2) + pow<2>(x3) + pow<2>(x4) + pow<2>(x5) - 10_c,
                                                (x2 * x3) - 5_c * x4 * x5, pow<3>(x1) + pow<3>(x2) + 1_c);
  static constexpr point<5> start{-2, 1.5, 2, -1, -1};
  static constexpr double fstar = -2.9197004089636794177;
  static constexpr point<5> xstar{-1.7171435703943822669, 1.5957096901835544254, 1.8272457529271945711, -0.76364307818413037534,
                                  -0.76364307818413037534};
  static constexpr point<3> equality_multipliers{0.74444593097517983, -0.70357519001731578, 0.096805524895066482};
};

struct hs79 : constrained<5> {
  static constexpr char const* name = "HS79";
  static constexpr auto f = pow<2>(x1 - 1_c) + pow<2>(x1 - x2) + pow<2>(x2 - x3) + pow<4>(x3 - x4) + pow<4>(x4 - x5);
  static constexpr auto equalities = std::tuple(x1 + pow<2>(x2) + pow<3>(x3) - 2_c - 3_c * sqrt(2_c),
                                                x2 - pow<2>(x3) + x4 + 2_c - 2_c * sqrt(2_c), (x1 * x5) - 2_c);
  static constexpr point<5> start = filled<5>(2);
  static constexpr double fstar = 0.078776820871056901365;
  static constexpr point<5> xstar{1.1911274563110513595, 1.3626031649617421461, 1.472817931512087739, 1.6350166191679927212,
                                  1.6790814361664075658};
  static constexpr point<3> equality_multipliers{-0.038821048522653094, -0.016726517032489448, -0.00028732781369410527};
};

struct hs80 : constrained<5> {
  static constexpr char const* name = "HS80";
  static constexpr auto f = exp(x1 * x2 * x3 * x4 * x5);
  static constexpr auto equalities = std::tuple(pow<2>(x1) + pow<2>(x2) + pow<2>(x3) + pow<2>(x4) + pow<2>(x5) - 10_c,
                                                (x2 * x3) - 5_c * x4 * x5, pow<3>(x1) + pow<3>(x2) + 1_c);
  static constexpr point<5> lower{-2.3, -2.3, -3.2, -3.2, -3.2};
  static constexpr point<5> upper{2.3, 2.3, 3.2, 3.2, 3.2};
  static constexpr point<5> start{-2, 2, 2, -1, -1};
  static constexpr double fstar = 0.053949847770272010913;
  static constexpr point<5> xstar{-1.7171435703943822669, 1.5957096901835544254, 1.8272457529271945711, -0.76364307818413037534,
                                  -0.76364307818413037534};
  static constexpr point<3> equality_multipliers{0.040162744649309377, -0.03795777439637439, 0.0052226433314101141};
};

// Chemical equilibrium.
struct hs112 : constrained<10> {
  static constexpr char const* name = "HS112";
  static constexpr auto total = x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10;
  static constexpr auto term = [](auto c, auto part) { return part * (log(part / total) - c); };
  static constexpr auto f = term(6.089_c, x1) + term(17.164_c, x2) + term(34.054_c, x3) + term(5.914_c, x4) +
                            term(24.721_c, x5) + term(14.986_c, x6) + term(24.1_c, x7) + term(10.708_c, x8) +
                            term(26.662_c, x9) + term(22.179_c, x10);
  static constexpr auto equalities =
      std::tuple(x1 + 2_c * x2 + 2_c * x3 + x6 + x10 - 2_c, x4 + 2_c * x5 + x6 + x7 - 1_c, x3 + x7 + x8 + 2_c * x9 + x10 - 1_c);
  static constexpr point<10> lower = filled<10>(1e-06);
  static constexpr point<10> start = filled<10>(0.1);
  static constexpr double fstar = -47.761090859365864285;
  static constexpr point<10> xstar{0.040668087355690172733,  0.14773035434082232817,  0.78315335400923350925,
                                   0.0014142198090301216569, 0.4852466486992727753,   0.00069317207842106568687,
                                   0.027399310714003262053,  0.017947279584925417601, 0.037314365913030362172,
                                   0.096871323865777086758};
  static constexpr point<3> equality_multipliers{9.7850550085297665, 12.968920691636928, 15.222060150669403};
};

}  // namespace problems
