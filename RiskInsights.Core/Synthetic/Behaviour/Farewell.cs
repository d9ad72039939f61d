using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>Closes all accounts of a client who leaves: debts are taken over by the new bank, the rest is paid out.</summary>
internal sealed class Farewell(AccountBook book)
{
    public void Close(Client client, int second)
    {
        for (int slot = client.Accounts.Length - 1; slot >= 0; slot--)
        {
            ref readonly var account = ref client.Accounts[slot];
            if (!account.IsOpen)
                continue;
            long balance = account.Balance;
            if (balance != 0)
            {
                bool loan = account.Type == AccountType.Loan, own = slot != Client.Main && balance > 0;
                var payment = new PlannedPayment
                {
                    Second = second,
                    Type = loan ? TransactionType.LoanPayment : TransactionType.Transfer,
                    Channel = Channel.Branch,
                    Country = client.Traits.Country,
                    Category = balance < 0 ? MerchantCategories.Refinancing : MerchantCategories.AccountClosing,
                };
                book.Enter(payment, slot, -balance);
                if (own)
                    book.Enter(payment, Client.Main, balance);
            }

            book.Close(slot, second);
        }
    }
}
