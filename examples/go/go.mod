module mend

go 1.19
