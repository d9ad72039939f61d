using System.Globalization;
using System.Text;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Reliability;

/// <summary>Files with as many transactions of the three accounts as a test needs, in the order of time.</summary>
public static class ManyTransactions
{
    private static readonly string[] Accounts = ["A1", "A2", "B1"];

    /// <param name="first">The first transaction's number; files whose numbers do not meet share no transaction.</param>
    public static string Csv(int rows, int first = 1)
    {
        var random = new Random(first);
        var text = new StringBuilder(SmallBank.TransactionsHeader).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var bookedAt = new DateTime(2024, 1, 1).AddSeconds((first + i) * 20L);
            text.Append(CultureInfo.InvariantCulture, $"{first + i},{Accounts[random.Next(3)]},{bookedAt:s},-{random.Next(1, 900)}.{random.Next(100):00},card_payment,pos,FR,groceries,\n");
        }

        return text.ToString();
    }
}
