using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Adapters.Parcoursup.Importations;

/// <summary>How long the bytes of a file are kept: what nobody confirms goes, what was applied stays with the journal.</summary>
public abstract class ConservationTests(PostgresServer postgres, DatabaseEngine engine) : ImportationTest(postgres, engine)
{
    [Fact]
    public async Task A_file_that_is_no_export_leaves_nothing_but_the_reason()
    {
        await StartAsync(openGate: false);

        var id = await SendAsync("Nom,Prénom\nLefèvre,Zoé\n");
        await UntilAsync(id, "Echec");

        Assert.Equal((0, 0), await BytesAsync());
        Assert.Contains("rien à abandonner", await RefusedAsync(id, "abandonner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_abandons_goes_with_the_lines_that_were_listed_of_it()
    {
        await StartAsync(openGate: false);
        var id = await SendAsync(Header + Line(17) + Line(17));
        await UntilAsync(id, "AConfirmer");
        Assert.Single(await ListAsync($"importations/{id}/anomalies"));

        await PostAsync($"importations/{id}/abandonner");

        Assert.Equal((0, 0), await BytesAsync());
        Assert.Empty(await ListAsync($"importations/{id}/anomalies"));
        var view = (await GetAsync($"importations/{id}"))!;
        Assert.Equal(1, view["analyse"]!["bilan"]!["doublons"]!.GetValue<int>());
        Assert.Contains("Abandonnée par", view["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("déjà abandonnée", await RefusedAsync(id, "abandonner"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData(30, 30)]
    public async Task A_file_that_nobody_confirms_in_time_is_abandoned_by_itself(int? setting, int days)
    {
        await StartAsync(openGate: false, settings: setting is null ? [] : [$"--Importations:JoursSansConfirmation={setting}"]);
        var (kept, late) = (await SendAsync(Header + Line(17)), await SendAsync(Header + Line(18)));
        await UntilAsync(kept, "AConfirmer");
        await UntilAsync(late, "AConfirmer");
        await DepositedAsync(kept, TimeSpan.FromDays(days) - TimeSpan.FromHours(1));
        await DepositedAsync(late, TimeSpan.FromDays(days) + TimeSpan.FromHours(1));

        await Gateway.StopAsync();
        await Gateway.StartAsync();

        var view = await UntilAsync(late, "Abandonnee");
        Assert.Contains($"personne ne l'a confirmée sous {days} jours", view["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotNull(view["termineeLe"]);
        Assert.Equal("AConfirmer", (await GetAsync($"importations/{kept}"))!["etat"]!.GetValue<string>());
        Assert.Equal((1, 1), await BytesAsync());
        await RefusedAsync(late, "confirmer");
    }

    [Fact]
    public async Task What_was_applied_stays_as_a_message_of_the_journal_however_old()
    {
        await StartAsync(openGate: false);
        var id = await SendAsync(Header + Line(17));
        await UntilAsync(id, "AConfirmer");
        await PostAsync($"importations/{id}/confirmer");
        await UntilAsync(id, "Terminee");
        await DepositedAsync(id, TimeSpan.FromDays(400));

        await Gateway.StopAsync();
        await Gateway.StartAsync();
        // Whatever the sweep does has been done once a later file is through.
        await UntilAsync(await SendAsync("rien"), "Echec");

        Assert.Equal((1, 1), await BytesAsync());
        Assert.Contains("ne peut plus être abandonnée", await RefusedAsync(id, "abandonner"), StringComparison.Ordinal);
    }

    private Task<int> DepositedAsync(long id, TimeSpan ago) => Gateway.Services.GetRequiredService<Database>().ExecuteAsync(
        "UPDATE importation SET deposee_le = @then WHERE id = @id", new { then = TimeProvider.System.GetUtcNow() - ago, id }, default);

    private async Task<string> RefusedAsync(long id, string action)
    {
        using var refused = await Api.RawAsync(HttpMethod.Post, Etab.Path + $"importations/{id}/{action}", "{}");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        return await refused.Content.ReadAsStringAsync();
    }
}

public sealed class ConservationTestsOnSqlite(PostgresServer postgres) : ConservationTests(postgres, DatabaseEngine.Sqlite);

public sealed class ConservationTestsOnPostgres(PostgresServer postgres) : ConservationTests(postgres, DatabaseEngine.Postgres);
