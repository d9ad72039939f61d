using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using RiskInsights.Core.Insights.Fraud;

namespace RiskInsights.Benchmarks.Fraud;

/// <summary>Reads the basket challenge's files: <c>baskets.csv</c> (ID, fraud_flag) and <c>products.csv.gz</c> (one line an item).</summary>
internal static class BasketFiles
{
    public static (IReadOnlyList<Basket> Baskets, byte[] Labels) Read(string folder)
    {
        var lines = new Dictionary<long, List<BasketLine>>();
        using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, "products.csv.gz")), CompressionMode.Decompress);
        foreach (var row in Rows(packed, "basket_ID", "item", "cash_price", "make", "model", "goods_code", "Nbr_of_prod_purchas"))
        {
            var id = long.Parse(row[0], CultureInfo.InvariantCulture);
            if (!lines.TryGetValue(id, out var basket)) lines[id] = basket = [];
            var cents = (long)(decimal.Parse(row[2], CultureInfo.InvariantCulture) * 100);
            basket.Add(new BasketLine(row[1], cents, row[3], row[4], row[5], int.Parse(row[6], CultureInfo.InvariantCulture)));
        }
        using var file = File.OpenRead(Path.Combine(folder, "baskets.csv"));
        var flags = Rows(file, "ID", "fraud_flag").Select(row => (Id: long.Parse(row[0], CultureInfo.InvariantCulture), Fraud: row[1])).ToArray();
        return ([.. flags.Select(flag => new Basket(flag.Id, lines[flag.Id]))], [.. flags.Select(flag => byte.Parse(flag.Fraud, CultureInfo.InvariantCulture))]);
    }

    private static IEnumerable<string[]> Rows(Stream stream, params string[] columns)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        using var reader = CsvReader.Create(bytes.ToArray(), new CsvReaderOptions());
        reader.ReadHeader();
        var positions = Array.ConvertAll(columns, name => Array.IndexOf([.. reader.Headers], name));
        while (reader.Read()) yield return Array.ConvertAll(positions, position => Encoding.UTF8.GetString(reader.GetSpan(position)));
    }
}
