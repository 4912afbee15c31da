// SPDX-License-Identifier: Apache-2.0
// The problems of a few terms. Values and gradients at the start are from 40-digit arithmetic.
#include "more_garbow_hillstrom_check.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom)

BOOST_AUTO_TEST_CASE(small_problems) {
  problems::checks<problems::rosenbrock>(24.2, {-215.6, -88});
  problems::checks<problems::freudenstein_roth>(400.5, {30, -1272});
  problems::checks<problems::powell_badly_scaled>(1.1352617173483784, {-20000.735558882343, -0.2705969905849911});
  problems::checks<problems::brown_badly_scaled>(999998000002.999996, {-2000000, -4.0e-6});
  problems::checks<problems::beale>(14.203125, {0, 27.75});
  problems::checks<problems::jennrich_sampson>(4171.30616196049305, {33796.558823846981, 87402.146670344895});
  // The gradient by hand: theta falls by dx2/(2 pi) there.
  problems::checks<problems::helical_valley>(2500, {0, -1591.549430918953, -1000});
  problems::checks<problems::bard>(41.6816958616780045, {43.765714285714286, -51.871237528344671, -50.559987528344671});
  problems::checks<problems::gaussian>(3.88810699116666149e-6,
                                       {0.0074142846683996964, -0.00074412639216513435, 5.6462475232462844e-45});
  problems::checks<problems::box>(1031.15381060939835, {98.223431498492169, -2.1193742067587369, 112.3881736222035});
  problems::checks<problems::powell_singular>(215, {306, -144, -2, -310});
  problems::checks<problems::wood>(19192, {-12008, -2080, -10808, -1880});
  problems::checks<problems::penalty_1>(148032.56535, {1539, 3078.00002, 4617.00004, 6156.00006, 7695.00008, 9234.0001,
                                                       10773.00012, 12312.00014, 13851.00016, 15390.00018});
  problems::checks<problems::penalty_2_4>(2.34000880546302452,
                                          {12.599999528964353, 8.9999988513450824, 5.999997768304933, 2.9999987538071913});
  problems::checks<problems::penalty_2_10>(
      162.652776565967123, {255.59999952896435, 229.49999885134508, 203.99999776830493, 178.49999657136046, 152.99999524853223,
                            127.49999378658095, 101.9999921708749, 76.499990385243572, 50.999988411815755, 25.499993841845105});
  problems::checks<problems::trigonometric>(
      0.00707575946622220235,
      {0.035627821952595046, 0.018720179560762935, 0.0038075421661210021, -0.0091100902313307522, -0.020032717631592328,
       -0.028960340034663726, -0.035892957440544945, -0.040830569849235986, -0.043773177260736849, -0.044720779675047534});
  problems::checks<problems::brown_almost_linear>(
      273.248047828674316,
      {-110.00390243530273, -110.00390243530273, -110.00390243530273, -110.00390243530273, -110.00390243530273,
       -110.00390243530273, -110.00390243530273, -110.00390243530273, -110.00390243530273, -99.003902435302734});
  problems::checks<problems::broyden_tridiagonal>(21, {-26, -4, -8, -8, -8, -8, -8, -8, -4, -38});
  problems::checks<problems::broyden_banded>(360, {-264, -276, -276, -276, -276, -264, -252, -240, -228, -216});
  problems::checks<problems::linear_full_rank>(50, {4, 4, 4, 4, 4, 4, 4, 4, 4, 4});
  problems::checks<problems::linear_rank_1>(4067996,
                                            {0, 370500, 555750, 741000, 926250, 1111500, 1296750, 1482000, 1667250, 0});
  problems::checks<problems::chebyquad_6>(0.0464281722974608126,
                                          {0.86018336233174769, -0.11189283955383221, -0.26734420342699179, 0.26734420342699171,
                                           0.1118928395538321, -0.86018336233174765});
  problems::checks<problems::chebyquad_7>(
      0.0337706384637188209, {0.5810905612244898, 0.057142857142857143, -0.20137117346938776, 0, 0.20137117346938776,
                              -0.057142857142857143, -0.5810905612244898});
}

BOOST_AUTO_TEST_CASE(residuals) {
  problems::sums_of_squares<problems::rosenbrock>();
  problems::sums_of_squares<problems::bard>();
  problems::sums_of_squares<problems::powell_singular>();
  problems::sums_of_squares<problems::penalty_2_4>();
  problems::sums_of_squares<problems::broyden_banded>();
}

BOOST_AUTO_TEST_CASE(the_whole_list) { static_assert(problems::more_garbow_hillstrom::size == 32); }

BOOST_AUTO_TEST_SUITE_END()
