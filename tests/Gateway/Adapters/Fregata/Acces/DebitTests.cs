using System.Net;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Acces;

/// <summary>An account of Fregata has its share, as a key has (rule J1).</summary>
public sealed class DebitTests(PostgresServer postgres) : FregataTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task An_account_that_calls_without_end_is_told_to_wait_and_another_is_answered()
    {
        await StartFregataAsync("--Debit:AppelsParSeconde=1", "--Debit:Rafale=20");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Fregata.SendAsync(HttpMethod.Get, "inscriptions")));

        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Contains("patienter, puis les espacer", answers.First(a => a.Status == HttpStatusCode.TooManyRequests).Text, StringComparison.Ordinal);
        // A key of the same établissement.
        await GetAsync("synthese");
    }
}
