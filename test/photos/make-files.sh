#!/bin/sh
# Makes the files of test/photos/files that nothing in Node writes: `sh test/photos/make-files.sh <a PNG of the patches>` beside this script,
# with libavif-bin 0.11, libheif-examples 1.15, libjxl-tools 0.7, imagemagick 6.9 and libimage-exiftool-perl 12.57 (Debian 12).
set -e
cd "$(dirname "$0")/files"
patches=$1
enc="avifenc -s 0 --min 0 --max 0 -y 444 -d 8"
$enc --cicp 12/13/0 "$patches" p3.avif
avifenc -s 0 --min 0 --max 0 -y 444 -d 10 --cicp 9/16/9 "$patches" pq.avif
avifenc -s 0 --min 0 --max 0 -y 444 -d 10 --cicp 9/18/9 "$patches" hlg.avif
$enc --cicp 1/8/0 "$patches" linear.avif
# Grey with a profile, and colours that were multiplied by their transparency (half clear everywhere).
avifenc -s 0 --min 0 --max 0 -y 400 -d 8 --icc "$2" "$patches" grey-linear.avif
avifenc -s 0 --min 0 --max 0 --minalpha 0 --maxalpha 0 -y 444 -d 8 --premultiply "$3" premultiplied.avif
avifenc -s 10 -y 444 --fps 2 "$patches" "$patches" sequence.avif
# HEIC: Display P3 with gamma 1.8, its alpha a ramp of depth (40 + 2 x), turned a quarter against the clock.
heif-enc -L -p chroma=444 --matrix_coefficients=0 "$4" -o turned.heic
node ../turn-heic.ts turned.heic p3-turned-depth.heic 1
rm turned.heic
cjxl -d 0 "$patches" srgb.jxl
# $5: a PNG of 16 bits that states BT.2020 PQ, $6: one with a profile of P3 with gamma 1.8.
cjxl -d 0 -x color_space=RGB_D65_202_Rel_PeQ "$5" pq.jxl
cjxl -d 0 "$6" p3.jxl
heif-enc -L -p chroma=444 --matrix_coefficients=0 "$patches" -o srgb.heic
heif-enc -L -p chroma=444 --matrix_coefficients=0 "$6" -o p3-profile.heic
