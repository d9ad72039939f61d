using RiskInsights.Core.Insights.Fraud;

namespace RiskInsights.Tests.Insights.Fraud;

internal static class Baskets
{
    public static BasketLine Line(string model = "Laptop 14", long cents = 100_000, string item = "COMPUTERS", string make = "ACME", string code = "C1", int quantity = 1) =>
        new(item, cents, make, model, code, quantity);

    public static Basket Of(params BasketLine[] lines) => new(1, lines);

    /// <summary>Baskets of which every tenth holds one laptop at its list price and is fraud; the others hold one of eight other goods.</summary>
    public static (Basket[] Baskets, byte[] Labels) Market(int count)
    {
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % 10 == 0 ? 1 : 0)).ToArray();
        var baskets = labels.Select((label, i) => label == 1
            ? Of(Line())
            : Of(Line($"Chair {i % 8}", 5_000 + (i % 97), "FURNITURE", "HOME", $"F{i % 8}"), Line("Cable", 900, "CABLES", "HOME", "K1")));
        return ([.. baskets], labels);
    }

    public static float[] Row(FraudFeatures features, Basket basket) => features.Rows([basket]).Row(0).ToArray();

    public static int Column(this FraudFeatures features, string name) => features.Columns.Select(column => column.Name).ToList().IndexOf(name);
}
