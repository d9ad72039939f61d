using System.Text;
using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>account.asc: current accounts in Czech crowns. The owner comes from disp.asc.</summary>
internal sealed class BerkaAccounts : CsvSource<AccountRecord>
{
    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn District = Layout.Required("district_id", CsvColumnKind.Text);
    private static readonly CsvColumn Frequency = Layout.Required("frequency", CsvColumnKind.Text);
    private static readonly CsvColumn Date = Layout.Required("date", CsvColumnKind.Date);

    public override string Name => "berka_account";

    public override string Family => Families.Berka;

    public override int LoadOrder => 2;

    public override string FilePattern => "account.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    public override IReadOnlyList<string> Companions => [BerkaDispositions.FileName];

    private protected override (Func<SourceRow, AccountRecord> Parse, ITarget<AccountRecord> Target) Open(CsvInput input, LoadContext context)
    {
        var dispositions = BerkaDispositions.Read(input.File, context.Options);
        var (clients, pseudonyms) = (context.Clients, context.Pseudonyms);
        return (Parse, new AccountTable(context));

        AccountRecord Parse(SourceRow row)
        {
            var id = row.Text(Id);
            var client = 0;
            if (!dispositions.TryFindOwner(id, out var owner) || !clients.TryFind(pseudonyms.Of(Encoding.UTF8.GetBytes(owner)), out client))
                row.Reject(Rules.UnknownClient, Id);
            return new AccountRecord
            {
                AccountId = id,
                ClientKey = client,
                AccountType = "current",
                Currency = "CZK",
                OpenedOn = row.Day(row.ShortDate(Date)),
            };
        }
    }
}
