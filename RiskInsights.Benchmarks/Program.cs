using RiskInsights.Benchmarks.Import;

return args switch
{
    ["import", .. var options] => await ImportBenchmark.RunAsync(options),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project RiskInsights.Benchmarks -- import [ROWS]");
    return 1;
}
