using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>The rows of the files that grow month by month, in order of time.</summary>
internal sealed class MonthFiles(Identifiers identifiers)
{
    public const string TransactionsHeader = "transaction_id,account_id,booked_at,amount,type,channel,counterparty_country,merchant_category,balance_after";

    public const string EventsHeader = "event_id,client_id,account_id,occurred_on,event_type,amount";

    public const string AnomaliesHeader = "transaction_id,kind";

    public const string HazardsHeader = "client_id,as_of,stress,attitude,default_within_90_days,departure_within_90_days";

    private static readonly byte[][] StressWords = ["steady"u8.ToArray(), "strained"u8.ToArray(), "income_lost"u8.ToArray(), "distressed"u8.ToArray()];

    private static readonly byte[][] AttitudeWords = ["content"u8.ToArray(), "irritated"u8.ToArray(), "leaving"u8.ToArray()];

    public void WriteTransaction(CsvOutput csv, long id, in Booking booking, BankMonth month)
    {
        csv.Number(id);
        identifiers.WriteAccount(csv, booking.Client, booking.Slot);
        csv.Moment(month.First, booking.Second);
        csv.Amount(booking.Cents);
        csv.Raw(Codes.TransactionTypes[(int)booking.Type]);
        csv.Raw(Codes.Channels[(int)booking.Channel]);
        csv.Raw(Countries.Codes[booking.Country]);
        csv.Raw(MerchantCategories.Codes[booking.Category]);
        csv.Amount(booking.BalanceAfter);
        csv.EndRow();
    }

    public void WriteEvent(CsvOutput csv, long id, in ClientEvent clientEvent, BankMonth month)
    {
        Identifiers.WriteEvent(csv, id);
        Identifiers.WriteClient(csv, clientEvent.Client);
        if (clientEvent.Slot >= 0)
            identifiers.WriteAccount(csv, clientEvent.Client, clientEvent.Slot);
        else
            csv.Empty();
        csv.Date(month.First.DayNumber + clientEvent.Second / BankMonth.Day);
        csv.Raw(Codes.EventTypes[(int)clientEvent.Type]);
        if (clientEvent.Cents != 0)
            csv.Amount(clientEvent.Cents);
        else
            csv.Empty();
        csv.EndRow();
    }

    public static void WriteAnomaly(CsvOutput csv, long id, AnomalyKind kind)
    {
        csv.Number(id);
        csv.Raw(Codes.AnomalyKinds[(int)kind]);
        csv.EndRow();
    }

    public static void WriteHazard(CsvOutput csv, Client client, DateOnly asOf)
    {
        var (stress, attitude) = (client.Life.Stress, client.Life.Attitude);
        var (byDefault, byDeparture) = HazardModel.Within90Days(stress, attitude, client.Traits.Fragility, client.Traits.Engagement, asOf);
        Identifiers.WriteClient(csv, client.Index);
        csv.Date(asOf.DayNumber);
        csv.Raw(StressWords[(int)stress]);
        csv.Raw(AttitudeWords[(int)attitude]);
        csv.Fraction(byDefault);
        csv.Fraction(byDeparture);
        csv.EndRow();
    }
}
