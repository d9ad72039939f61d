using RiskInsights.Benchmarks.Accuracy;
using RiskInsights.Benchmarks.Fraud;
using RiskInsights.Benchmarks.Import;
using RiskInsights.Benchmarks.Indexes;
using RiskInsights.Benchmarks.Interface;
using RiskInsights.Benchmarks.Kills;
using RiskInsights.Benchmarks.Models;
using RiskInsights.Benchmarks.Overview;
using RiskInsights.Benchmarks.Peers;
using RiskInsights.Benchmarks.Pieces;
using RiskInsights.Benchmarks.Readers;
using RiskInsights.Benchmarks.Warehouse;

return args switch
{
    ["accuracy", .. var options] => await AccuracyBenchmark.RunAsync(options),
    ["import", .. var options] => await ImportBenchmark.RunAsync(options),
    ["overview", .. var options] => await OverviewBenchmark.RunAsync(options),
    ["readers", .. var options] => await ReadersBenchmark.RunAsync(options),
    ["interface", .. var options] => await InterfaceBenchmark.RunAsync(options),
    ["kills", .. var options] => await KillTrial.RunAsync(options),
    ["fraud", .. var options] => await FraudBenchmark.RunAsync(options),
    ["peers", .. var options] => await PeersBenchmark.RunAsync(options),
    ["models", .. var options] => await ModelsBenchmark.RunAsync(options),
    ["pieces", .. var options] => PiecesBenchmark.Run(options),
    [OurWork.Command, var model, var file, var threads] => OurWork.Run(model, file, threads),
    [OurLoad.Command, var place, var files] => await OurLoad.RunAsync(place, files),
    [OurKpis.Command, var place, var repetitions] => await OurKpis.RunAsync(place, repetitions),
    ["indexes", .. var options] => await IndexBenchmark.RunAsync(options),
    ["warehouse", .. var options] => await WarehouseBenchmark.RunAsync(options),
    [KilledImport.Command, var place, var files] => await KilledImport.RunAsync(place, files),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project RiskInsights.Benchmarks -- COMMAND
          accuracy [SEED…]  measures the models of demo banks beside the best possible order (seeds 1 to 5)
          fraud [DATA]    cross-validates the fraud features beside XGBoost
          import [ROWS]   imports transactions and compares with the bare insert
          indexes [ROWS]  asks with and without each index, on both engines, and writes docs/indexes.md
          interface [CLIENTS]  opens pages with and without a training beside them
          overview [DATA]  answers random views of the overview at 5 million transactions
          readers [ROWS]  asks what pages ask while ROWS transactions are loaded, on both engines
          kills [COUNT]   kills an import at random moments on both engines and checks what is left
          warehouse [ROUNDS] [loads]  loads and asks beside SQLite, PostgreSQL and DuckDB, or only loads
          peers [ROUNDS]  trains and predicts beside XGBoost and scikit-learn on the same files
          models [CLIENTS] [FOLDER]  retrains, scores and explains on a bank of CLIENTS, kept in FOLDER, beside XGBoost and scikit-learn
          pieces [OPTIONS]  measures the pieces of the learning core by BenchmarkDotNet
        """);
    return 1;
}
