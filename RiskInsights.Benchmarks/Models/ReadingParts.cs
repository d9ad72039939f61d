using System.Diagnostics;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Benchmarks.Models;

/// <summary>How the reading of the features of one date divides: the parts of the step "reading features" of a scoring.</summary>
internal static class ReadingParts
{
    public static async Task<(IReadOnlyList<MeasuredPart> Parts, ClientRows Rows)> OfAsync(ImportHost host, ModelRecipe recipe)
    {
        ClientRegister? register = null;
        ClientRows? rows = null;
        var parts = new List<MeasuredPart> { await TimedAsync("clients and accounts", async () => register = await ClientRegister.ReadAsync(host.Database, default)) };
        parts.Add(await TimedAsync("events", () => EventBook.ReadAsync(host.Database, register!, default)));
        var history = host.Get<HistoryReader>();
        var asOf = AsOfDates.Newest((await history.ExtentAsync())!.Value.Last);
        MeasuredPart? formulas = null;
        var all = await TimedAsync("", () => history.ReadAsync([asOf], stop => formulas = PartsClock.Of("formulas", () => rows = ClientRows.Of(recipe, stop)), default));

        // Reading the history begins with the two above.
        parts.Add(new MeasuredPart("twelve months of accounts", all.Seconds - formulas!.Seconds - parts.Sum(p => p.Seconds), all.CpuSeconds - formulas.CpuSeconds - parts.Sum(p => p.CpuSeconds)));
        parts.Add(formulas);
        return (parts, rows!);
    }

    private static async Task<MeasuredPart> TimedAsync(string name, Func<Task> work)
    {
        var (since, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new MeasuredPart(name, Stopwatch.GetElapsedTime(since).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
