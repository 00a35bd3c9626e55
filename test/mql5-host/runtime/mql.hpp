// Everything a translated program may name.
#pragma once
#include "text.hpp"
#include "arrays.hpp"
#include "format.hpp"
#include "api.generated.hpp"
#include "inputs.hpp"
