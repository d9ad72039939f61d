using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>
/// The identifiers of clients and accounts. Account numbers are a seeded permutation of the clients' numbers, so that an
/// account does not tell whose it is.
/// </summary>
internal sealed class Identifiers
{
    /// <summary>A product of two primes that divide none of the ranges: no two clients share a number.</summary>
    private const long Step = 7_919 * 104_729L;

    private readonly long _numbers, _offset;

    public Identifiers(DemoBankOptions options)
    {
        _numbers = options.Clients <= 90_000 ? 90_000 : options.Clients <= 900_000 ? 900_000 : 9_000_000;
        _offset = RandomStream.For(options.Seed, RandomPurpose.AccountNumbers, 0).Below((int)_numbers);
    }

    /// <summary>Writes for example CL-000123, counted from 1.</summary>
    public static void WriteClient(CsvOutput csv, int index) => csv.Code("CL-"u8, index + 1, 6);

    /// <summary>Writes for example AC-40117-3: the client's account number and the account's own, counted from 1.</summary>
    public void WriteAccount(CsvOutput csv, int client, int slot)
    {
        csv.Code("AC-"u8, _numbers / 9 + (client * Step + _offset) % _numbers, 1);
        csv.Suffix(slot + 1);
    }

    /// <summary>Writes for example EV-0000042.</summary>
    public static void WriteEvent(CsvOutput csv, long number) => csv.Code("EV-"u8, number, 7);
}
