module parity

go 1.19

require mend v0.0.0

replace mend => ../../../examples/go
