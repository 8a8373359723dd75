using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Courriel;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Courriel;

/// <summary>The daily summary by e-mail: what waits, for whom it waits, and never who.</summary>
public abstract class ResumeCourrielTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private static readonly DateTimeOffset Morning = new(2026, 6, 11, 7, 0, 1, TimeSpan.FromHours(2));

    private readonly ServeurCourriel _server = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task In_the_morning_whoever_is_to_know_is_told_how_much_waits_and_where_and_nobodys_name()
    {
        await StartWithMailAsync();
        await PushAndRestAsync([.. Enumerable.Range(101, 3).Select(code => TestDocument.Voeu(code, TestDocument.SansCorrespondance))]);
        await Book.AjouterAsync(Etab.Code, "scolarite@univ.example", "Camille", default);
        await Book.AjouterAsync(Etab.Code, "dsi@univ.example", "Camille", default);

        await Api.SetClockAsync(Morning);

        var (to, message) = await _server.UnAsync();
        Assert.Equal(["dsi@univ.example", "scolarite@univ.example"], to.Order());
        Assert.Equal("Université des Alpes : ce qui attend – 11 juin 2026", message.Subject);
        Assert.Contains($"- 3 candidats en réserve : https://passerelle.univ.example/gestion/etablissements/{Etab.Code}/a-traiter", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Lef", message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("101", message.TextBody, StringComparison.Ordinal);

        var sent = await EndAsync();
        Assert.Equal((nameof(EtatCourriel.Envoye), "2 destinataires"), (sent.Etat, sent.Message));
        await Gateway.Services.GetRequiredService<TravauxPlanifies>().SuivreAsync(default);
        Assert.Equal("1 courriel envoyé", Assert.Single(await PassagesAsync()).Message);
    }

    [Fact]
    public async Task Where_nothing_waits_nobody_is_disturbed_but_for_whoever_asks_for_it()
    {
        await StartWithMailAsync();
        await Book.AjouterAsync(Etab.Code, "scolarite@univ.example", "Camille", default);
        await Api.SetClockAsync(Morning);
        Assert.Equal(nameof(EtatCourriel.SansObjet), (await EndAsync()).Etat);
        Assert.Empty(_server.Recus);

        await Book.DemanderAsync(Etab.Code, "Camille", default);

        Assert.Contains("rien n'attend", (await _server.UnAsync()).Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_and_the_password_of_nobody_is_told()
    {
        await StartWithMailAsync();
        await _server.DisposeAsync();
        await Book.AjouterAsync(Etab.Code, "scolarite@univ.example", "Camille", default);
        await Book.DemanderAsync(Etab.Code, "Camille", default);

        var tried = await Poll.UntilAsync(async () => (await Book.ListAsync(default))[0], row => row.Message is not null);

        Assert.Equal((nameof(EtatCourriel.AEnvoyer), 1), (tried.Etat, tried.Essais));
        Assert.Contains("n'a pas pris le message", tried.Message, StringComparison.Ordinal);
        await Gateway.ExecuteAsync("UPDATE courriel_envoi SET essais = 4, prochaine_tentative = demande_le");
        Assert.Equal(nameof(EtatCourriel.Echec), (await EndAsync()).Etat);
    }

    private CourrielBook Book => Gateway.Services.GetRequiredService<CourrielBook>();

    private async Task StartWithMailAsync()
    {
        await StartAsync(openGate: true, [.. _server.Reglages, "--Adresses:Publique=https://passerelle.univ.example"]);
        // The work is seen before its hour comes.
        await Api.SetClockAsync(Morning.AddHours(-1));
    }

    private Task<CourrielRow> EndAsync() => Poll.UntilAsync(
        async () => (await Book.ListAsync(default)).FirstOrDefault() ?? new(), row => row.TermineLe is not null);

    private Task<IReadOnlyList<PassageTravail>> PassagesAsync() =>
        Gateway.Services.GetRequiredService<TravailBook>().HistoryAsync("courriel", TravailBook.Nobody, default);
}

public sealed class ResumeCourrielTestsOnSqlite(PostgresServer postgres) : ResumeCourrielTests(postgres, DatabaseEngine.Sqlite);

public sealed class ResumeCourrielTestsOnPostgres(PostgresServer postgres) : ResumeCourrielTests(postgres, DatabaseEngine.Postgres);
