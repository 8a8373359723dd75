using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
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

    [Fact]
    public async Task A_validation_whose_report_is_kept_no_longer_than_its_message_is_said_and_not_judged()
    {
        AtParcoursup(Admis(17), Admis(18), Admis(19));
        await StartFregataAsync("--Conservation:RapportsMois=1");
        await Fregata.ImportedAsync();
        await Fregata.ProcessAsync(17, 18, 19);
        await SetDayAsync(9, 1);
        await Fregata.ValidateAsync(17);
        await Fregata.ValidateAsync(18);
        await AtRestAsync();
        await Gateway.ExecuteAsync("UPDATE fregata_validation SET etablie_le = @old", new { old = TimeProvider.System.GetUtcNow().AddMonths(-2) });
        await Gateway.Services.GetRequiredService<ConservationService>().AppliquerAsync("Camille", default);
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM fregata_validation"));
        // What came later is judged as ever.
        await Fregata.ValidateAsync(19);
        await Fregata.CancelAsync(18);
        await AtRestAsync();

        var (rapport, ecarts) = await Rejouer.AilleursAsync(Gateway.Services);

        Assert.Empty(ecarts);
        Assert.Equal("le rapport de cette validation n'est plus conservé", Assert.Single(rapport.Rejeu.SansTrace).Raison);
        Assert.True(rapport.Comparaison.LignesRetirees >= 1);
        await Gateway.ExecuteAsync("DELETE FROM inscription WHERE code_candidat = 19");
        Assert.Contains("2026/19/8842/Principale", Assert.Single((await Rejouer.AilleursAsync(Gateway.Services)).Ecarts), StringComparison.Ordinal);
    }
}

public sealed class RejeuOnSqlite(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Sqlite);

public sealed class RejeuOnPostgres(PostgresServer postgres) : RejeuTests(postgres, DatabaseEngine.Postgres);
