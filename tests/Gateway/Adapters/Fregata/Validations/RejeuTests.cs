using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Imports;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Fregata.Validations;

/// <summary>Validations, refused lines and cancellations, told by Fregata, give the same enrolments when the journal is replayed.</summary>
public abstract class RejeuTests(PostgresServer postgres, DatabaseEngine engine) : FregataTest(postgres, engine)
{
    [Fact]
    public async Task What_Fregata_has_validated_and_cancelled_stands_in_the_journal()
    {
        AtParcoursup(Admis(17), Admis(18), Admis(19));
        await StartFregataAsync();
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17, 18);
        await SetDayAsync(9, 1);
        await Fregata.ValidateAsync(17, 18, 19);
        await Fregata.ValidateAsync(17);
        await Fregata.CancelAsync(18);
        await AtRestAsync();
        Assert.Equal(2, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM inscription")).Single());

        Assert.Empty((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts);

        await Gateway.ExecuteAsync("DELETE FROM inscription WHERE code_candidat = 17");
        Assert.Equal("lycee-alpes : inscription, « 2026/17/8842/Principale » : ligne : ici « absente », rejeu « présente »",
            Assert.Single((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts));
    }
}

public sealed class RejeuOnSqlite(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Sqlite);

public sealed class RejeuOnPostgres(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Postgres);
