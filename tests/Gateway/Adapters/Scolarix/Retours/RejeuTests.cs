using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Scolarix.Retours;

/// <summary>The daily files of Scolarix give the same enrolments when the journal is replayed.</summary>
public abstract class RejeuTests(PostgresServer postgres, DatabaseEngine engine) : RetourTest(postgres, engine)
{
    [Fact]
    public async Task Enrolments_of_daily_files_stand_in_the_journal_with_those_that_wait()
    {
        await StartOnEnrolmentDayAsync();
        await PushAndRestAsync(Voeu(17), Voeu(18));
        await HandInAndRestAsync(Header + "17;;;VALIDEE;O;10/07/2026\r\n18;;;VALIDEE;N;10/07/2026\r\n4711;;;VALIDEE;O;10/07/2026\r\n;;;;;\r\n");
        await SetClockAsync(11, 19);
        await HandInAndRestAsync(Header + "17;;;ANNULEE;O;11/07/2026\r\n");
        Assert.Equal(3, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM inscription")).Single());

        Assert.Empty((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts);

        await Gateway.ExecuteAsync("UPDATE inscription SET annulee = FALSE WHERE code_candidat = 17");
        Assert.Equal("univ-alpes : inscription, « 2026/17/8842/Principale » : annulee : ici « non », rejeu « oui »",
            Assert.Single((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts));
    }
}

public sealed class RejeuOnSqlite(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Sqlite);

public sealed class RejeuOnPostgres(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Postgres);
