#include "services/cli/app.h"

int main(int argc, char** argv) { return parallax::cli::Run(argc, argv); }
