using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RiskInsights.Benchmarks.Peers;

namespace RiskInsights.Benchmarks.Models;

/// <summary>One learner of Python on files that were written for it, in a new process each time.</summary>
internal sealed class PythonPeer(string folder, string learner, int threads, IReadOnlyDictionary<string, double> options)
{
    private int _trainRows;

    private string Matrix => Path.Combine(folder, learner + ".bin");

    private string Predicted => Path.Combine(folder, learner + ".rows");

    /// <param name="predicted">Rows whose prediction is timed.</param>
    public void Write(PeerData data, ReadOnlySpan<float> predicted)
    {
        Directory.CreateDirectory(folder);
        data.Write(Matrix);
        File.WriteAllBytes(Predicted, MemoryMarshal.AsBytes(predicted));
        _trainRows = data.TrainLabels.Length;
    }

    public async Task<PeerFigures> RunAsync()
    {
        var number = threads.ToString(CultureInfo.InvariantCulture);
        var script = Path.Combine(AppContext.BaseDirectory, "Models", "models_peer.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, learner, Matrix, _trainRows.ToString(CultureInfo.InvariantCulture), Predicted, number, JsonSerializer.Serialize(options)])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = number;
        using var process = Process.Start(start)!;
        var line = (await process.StandardOutput.ReadToEndAsync()).Trim();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"models_peer.py {learner} failed: python3-xgboost and python3-sklearn are needed.");
        Console.WriteLine($"{learner}: {line}");
        var figures = JsonSerializer.Deserialize<Dictionary<string, double>>(line)!;
        return new PeerFigures(figures["train_s"], figures["predict_s"], figures["auc"], figures["logloss"]);
    }
}
