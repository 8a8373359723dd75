using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.OpiMessages;
using static Parcoursup.Gateway.Gateway.Tests.Hosting.TestDocument;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Conservation;

/// <summary>
/// Rules J5 and K2: a name, an INE or a file number may be another person's too. The copy of one shows nothing of the other, the erasure
/// of one leaves the other as she is, and the audit says whose candidate it was.
/// </summary>
public sealed class HomonymesTests(PostgresServer postgres) : GatewayTest(postgres, DatabaseEngine.Sqlite)
{
    private ConservationService Service => Gateway.Services.GetRequiredService<ConservationService>();

    protected override async Task<TestEtablissement> CreateEtablissementAsync()
    {
        var etab = await TestEtablissement.StartAsync();
        SharedGateway.AddAccount(etab, "ecandidat", "mdp-ecandidat", "E");
        return etab;
    }

    [Fact]
    public async Task Two_of_one_name_are_told_apart_by_their_birth_dates()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Of(40, "05/01/2008", "marque.une@example.org"), Of(41, "28/02/2008", "marque.deux@example.org"));
        // Another client's OPI names her by her names and her birth date alone.
        (await Gateway.Http.PostOpiAsync(Envelope(Individu("E41", "marque.opi@example.org", "LEFEVREZ").Replace("LEA", "ZOE", StringComparison.Ordinal)),
            "ecandidat:mdp-ecandidat")).AssertAccepted();
        await AtRestAsync();

        Assert.DoesNotContain("marque.opi", await ExportAsync(40), StringComparison.Ordinal);
        var hers = await ExportAsync(41);
        Assert.Contains("marque.opi", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("marque.une", hers, StringComparison.Ordinal);

        var second = (await GetAsync("candidats/2026/41"))!.ToJsonString();
        Assert.Null((await Service.EffacerAsync(new DemandePersonne(null, 2026, 40, null), essai: false, "Camille", default)).Refus);
        Assert.Equal(second, (await GetAsync("candidats/2026/41"))!.ToJsonString());
        Assert.Equal(hers, await ExportAsync(41));
    }

    [Fact]
    public async Task An_INE_that_two_different_people_bear_is_a_question_and_finds_neither()
    {
        await StartAsync(openGate: false);
        var (one, other) = (Of(50, "05/01/2008", "marque.une@example.org"), Of(51, "28/02/2008", "marque.deux@example.org"));
        (one["nom"], other["ine"]) = ("Barbier", one["ine"]!.GetValue<string>());
        await PushAndRestAsync(one, other);
        var asked = new DemandePersonne(one["ine"]!.GetValue<string>(), null, null, null);

        var (export, refus) = await Service.ExporterAsync(asked, default);
        Assert.Null(export);
        Assert.Contains("univ-alpes 2026/50, univ-alpes 2026/51", refus, StringComparison.Ordinal);
        Assert.Equal(refus, (await Service.EffacerAsync(asked, essai: true, "Camille", default)).Refus);
        Assert.Equal(refus, (await Service.EffacerAsync(asked, essai: false, "Camille", default)).Refus);
        using var answer = await Gateway.Admin.Http.PostAsync("/api/personnes/exporter", new StringContent($$"""{"ine":"{{one["ine"]}}"}"""));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);

        Assert.DoesNotContain("marque.deux", await ExportAsync(50), StringComparison.Ordinal);
        var second = await ExportAsync(51);
        Assert.DoesNotContain("marque.une", second, StringComparison.Ordinal);
        Assert.Null((await Service.EffacerAsync(new DemandePersonne(null, 2026, 50, null), essai: false, "Camille", default)).Refus);
        Assert.Contains("marque.deux", await ExportAsync(51), StringComparison.Ordinal);
        Assert.NotNull(await GetAsync("candidats/2026/51"));
    }

    [Fact]
    public async Task One_number_at_two_établissements_is_one_person_only_where_it_can_be_and_the_audit_says_at_which()
    {
        await StartAsync(openGate: false);
        await using var lacs = await TestEtablissement.StartAsync("univ-lacs", SharedGateway.OtherUai);
        await lacs.SaveAsync(Gateway);
        var there = Of(60, "28/02/2008", "marque.lacs@example.org");
        (there["nom"], there["codeEtablissement"], there["codeEtablissementAffectation"]) = ("Barbier", lacs.Uai, lacs.Uai);
        await PushAsync(Of(60, "05/01/2008", "marque.alpes@example.org"));
        await lacs.PushAsync(Gateway, there);
        await AtRestAsync();
        await Gateway.Admin.AtRestAsync(lacs.Code);

        var (export, refus) = await Service.ExporterAsync(new DemandePersonne(null, 2026, 60, null), default);
        Assert.Null(export);
        Assert.Contains("univ-alpes 2026/60, univ-lacs 2026/60", refus, StringComparison.Ordinal);

        var hers = (await Service.ExporterAsync(new DemandePersonne(null, 2026, 60, lacs.Uai), default)).Export!.ToJsonString();
        Assert.Contains("marque.lacs", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("marque.alpes", hers, StringComparison.Ordinal);
        Assert.Equal(("univ-lacs", "2026/60"), Assert.Single(await Gateway.QueryAsync<(string, string)>(
            "SELECT etablissement, sujet FROM audit WHERE acte = 'DonneesExportees'")));
    }

    private async Task<string> ExportAsync(int dossier) =>
        (await Service.ExporterAsync(new DemandePersonne(null, 2026, dossier, Etab.Code), default)).Export!["etablissements"]!.ToJsonString();

    private static JsonObject Of(int code, string birth, string mail)
    {
        var voeu = Voeu(code);
        (voeu["nom"], voeu["prenom"], voeu["dateNaissance"], voeu["mail"]) = ("Lefèvrez", "Zoé", birth, mail);
        return voeu;
    }
}
