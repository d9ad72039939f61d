using System.Globalization;

namespace RiskInsights.Tests.Synthetic;

/// <summary>How well default and departure can be foretold at best, and that nothing visible foretells them better than that.</summary>
public sealed class DemoBankOracleTests(DefaultDemoBank bank) : IClassFixture<DefaultDemoBank>
{
    [Fact]
    public void Default_ByItsOwnHazard_IsForetoldAsWellAsDocumentedAndNoBetter()
    {
        var rows = Rows();
        double auc = Auc(rows, r => r.DefaultHazard, r => r.Defaults);
        Assert.InRange(auc, 0.88, 0.96);
        // docs/demo-bank.md states this figure.
        Assert.Equal(0.944, auc, 0.0005);
    }

    [Fact]
    public void Departure_ByItsOwnHazard_IsForetoldAsWellAsDocumentedAndNoBetter() =>
        Assert.Equal(0.955, Auc(Rows(), r => r.DepartureHazard, r => r.Leaves), 0.0005);

    [Fact]
    public void Hazards_SummedUp_MatchWhatHappened()
    {
        // The same default falls into up to three windows: the sum's standard deviation is about √(3 · expected).
        var rows = Rows();
        double expectedDefaults = rows.Sum(r => r.DefaultHazard), expectedDepartures = rows.Sum(r => r.DepartureHazard);
        Assert.InRange(rows.Count(r => r.Defaults) - expectedDefaults, -3 * Math.Sqrt(3 * expectedDefaults), 3 * Math.Sqrt(3 * expectedDefaults));
        Assert.InRange(rows.Count(r => r.Leaves) - expectedDepartures, -3 * Math.Sqrt(3 * expectedDepartures), 3 * Math.Sqrt(3 * expectedDepartures));
    }

    [Theory]
    [InlineData("missed payments in 90 days")]
    [InlineData("balance beside the credit limit")]
    [InlineData("credits in 90 days")]
    public void Default_ByASingleVisibleThing_IsForetoldButFarFromSurely(string visible)
    {
        var score = visible switch
        {
            "missed payments in 90 days" => Sums(bank.Events.Where(e => e.Type is "missed_payment").Select(e => (e.Client, e.On, 1.0))),
            "credits in 90 days" => Sums(bank.Transactions.Where(t => t.Cents > 0).Select(t => (bank.Accounts[t.Account].Client, DateOnly.FromDateTime(t.BookedAt), -(double)t.Cents))),
            _ => Balances(),
        };
        Assert.InRange(Auc(Rows(), r => score(r.Client, r.AsOf), r => r.Defaults), 0.55, 0.88);
    }

    private sealed record Row(string Client, DateOnly AsOf, double DefaultHazard, double DepartureHazard, bool Defaults, bool Leaves);

    /// <summary>All client-months whose 90 days lie within the history.</summary>
    private List<Row> Rows()
    {
        var rows = new List<Row>();
        foreach (string[] f in bank.Folder.Rows("truth/hazards.csv"))
        {
            var asOf = DefaultDemoBank.Day(f[1])!.Value;
            if (asOf.AddDays(90) > DemoBankFolder.EndsOn)
                continue;
            var fate = bank.Fates[f[0]];
            rows.Add(new Row(f[0], asOf, double.Parse(f[4], CultureInfo.InvariantCulture), double.Parse(f[5], CultureInfo.InvariantCulture), Follows(fate.Default), Follows(fate.Left)));
            bool Follows(DateOnly? day) => day > asOf && day <= asOf.AddDays(90);
        }

        return rows;
    }

    private static Func<string, DateOnly, double> Sums(IEnumerable<(string Client, DateOnly On, double Value)> values)
    {
        var lookup = values.ToLookup(v => v.Client, StringComparer.Ordinal);
        return (client, asOf) => lookup[client].Where(v => v.On <= asOf && v.On > asOf.AddDays(-90)).Sum(v => v.Value);
    }

    /// <summary>Minus the month's last balance of the main account, in credit limits.</summary>
    private Func<string, DateOnly, double> Balances()
    {
        var last = new Dictionary<(string, int, int), double>();
        foreach (var t in bank.Transactions)
        {
            var account = bank.Accounts[t.Account];
            if (account.Type is "current" or "business")
                last[(account.Client, t.BookedAt.Year, t.BookedAt.Month)] = -t.BalanceAfter / (double)account.Limit;
        }

        return (client, asOf) => last.GetValueOrDefault((client, asOf.Year, asOf.Month));
    }

    /// <summary>Area under the ROC curve by ranks (Mann–Whitney), ties shared.</summary>
    private static double Auc(List<Row> rows, Func<Row, double> score, Func<Row, bool> label)
    {
        var sorted = rows.Select(r => (Score: score(r), Label: label(r))).OrderBy(r => r.Score).ToArray();
        double ranks = 0;
        long positives = sorted.Count(r => r.Label);
        for (int i = 0, j; i < sorted.Length; i = j)
        {
            for (j = i; j < sorted.Length && sorted[j].Score == sorted[i].Score;)
                j++;
            ranks += sorted[i..j].Count(r => r.Label) * (i + j + 1) / 2.0;
        }

        return (ranks - positives * (positives + 1) / 2.0) / positives / (sorted.Length - positives);
    }
}
