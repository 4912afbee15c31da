// SPDX-License-Identifier: Apache-2.0
// All problems but those of the other file. Values and gradients at the start are from 40-digit arithmetic.
#include "more_garbow_hillstrom_check.hpp"

BOOST_AUTO_TEST_SUITE(more_garbow_hillstrom)

BOOST_AUTO_TEST_CASE(values_and_minima) {
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
  problems::checks<problems::brown_dennis>(7926693.33699743238,
                                           {1149322.8363658949, 1779291.6743397856, -254579.58546352089, -173400.42925311537});
  problems::checks<problems::osborne_1>(0.879026293544640493, {10.709952367202991, 3.064645176078917, 1.5810647869019364,
                                                               -411.65596667741599, 76.261736032378925});
  problems::checks<problems::biggs>(0.779070075655970452, {-0.14937188753342569, -0.1831634681829356, -1.4839580135756416,
                                                           1.428277503849742, -0.14937188753342569, -1.4839580135756416});
  problems::checks<problems::watson>(30, {0, -60, -60, -61.03448275862069, -62.068965517241379, -63.11492886137193});
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
  problems::checks<problems::discrete_integral>(
      0.063416841579452634,
      {-0.10118915152212678, -0.1776064260473056, -0.22974862382391928, -0.25846064779401406, -0.26492130232123635,
       -0.25074337109053367, -0.21820818441295284, -0.170660371871281, -0.11307293045031625, -0.052745097991167303});
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
  problems::checks<problems::chebyquad_8>(
      0.0386176982859302658, {0.94433015947787091, -0.43214521630171981, 0.087983170314514163, 0.27556516967125985,
                              -0.27556516967126003, -0.087983170314514077, 0.43214521630171992, -0.94433015947787119});
  problems::checks<problems::chebyquad_10>(
      0.0337632654628800301,
      {0.74461906502442314, -0.42483473297305004, 0.32212482651318042, -0.024699495117911976, -0.2126736056062937,
       0.21267360560629299, 0.024699495117911467, -0.32212482651317969, 0.42483473297305188, -0.74461906502442417});
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
