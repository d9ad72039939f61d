using System.Diagnostics;
using System.Globalization;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Indexes;

/// <summary>One question with an index and without it: its plan and its time.</summary>
internal sealed record IndexMeasurement(string Plan, double Milliseconds, string PlanWithout, double MillisecondsWithout, bool GaveUp)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Drops the index in a transaction that is rolled back.</summary>
    public static async Task<IndexMeasurement> OfAsync(WarehouseDatabase database, string engine, IndexedQuery query)
    {
        IndexMeasurement? measured = null;
        try
        {
            await database.WriteAsync(writer =>
            {
                var (plan, with, _) = Measure(writer, engine, query);
                writer.Execute($"DROP INDEX {query.Index}");
                var (planWithout, without, gaveUp) = Measure(writer, engine, query);
                measured = new IndexMeasurement(plan, with, planWithout, without, gaveUp);
                throw new OperationCanceledException();
            });
        }
        catch (OperationCanceledException) when (measured is not null)
        {
            return measured;
        }

        throw new InvalidOperationException($"{query.Index} was not measured.");
    }

    private static (string Plan, double Milliseconds, bool GaveUp) Measure(WarehouseWriter writer, string engine, IndexedQuery query)
    {
        var plan = new List<string>();
        writer.ForEachRecord(
            (engine is "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN (COSTS OFF) ") + query.Sql,
            query.Parameters,
            row => plan.Add(engine is "sqlite" ? row.GetString(3) : row.GetString(0)));
        var runs = new List<double>();
        for (var i = 0; i < 4; i++)
        {
            var watch = Stopwatch.StartNew();
            var gaveUp = false;
            try
            {
                writer.ForEachRecord(query.Sql, query.Parameters, _ =>
                {
                    if (watch.Elapsed > Longest)
                        throw new TimeoutException();
                });
            }
            catch (TimeoutException)
            {
                gaveUp = true;
            }

            if (gaveUp || watch.Elapsed > Longest / 4)
                return (Text(plan), watch.Elapsed.TotalMilliseconds, gaveUp);

            // The first run warms the caches.
            if (i > 0)
                runs.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (Text(plan), runs.Order().ElementAt(1), false);
    }

    // Partitions that are not read are not listed one by one.
    private static string Text(List<string> plan)
    {
        var shown = plan.Take(60).Select(step => step.TrimEnd());
        return string.Join('\n', plan.Count > 60 ? shown.Append(string.Create(CultureInfo.InvariantCulture, $"… {plan.Count - 60} more lines")) : shown);
    }
}
