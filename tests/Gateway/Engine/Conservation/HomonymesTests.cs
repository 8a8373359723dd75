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
public abstract class HomonymesTests(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
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
        await OpiAsync(Opi("E41", "LEFEVREZ", "ZOE"));
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
    public async Task A_namesake_who_is_no_candidate_keeps_what_another_client_sent_of_him()
    {
        await StartAsync(openGate: false);
        await PushAndRestAsync(Of(40, "05/01/2008", "marque.une@example.org"));
        // One has her names, and one only her INE.
        await OpiAsync(Opi("E42", "LEFEVREZ", "ZOE"), Opi("E43", "DURAND", "LEA", ine: "000000040AA"));
        await AtRestAsync();

        var hers = await ExportAsync(40);
        Assert.Contains("marque.une", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("marque.opi", hers, StringComparison.Ordinal);
        Assert.Null((await Service.EffacerAsync(new DemandePersonne(null, 2026, 40, null), essai: false, "Camille", default)).Refus);
        Assert.Empty(await Gateway.QueryAsync<int>("SELECT code_candidat FROM candidat"));
        Assert.Equal(["E42", "E43"], await Gateway.QueryAsync<string>("SELECT cod_opi FROM opi_recue ORDER BY cod_opi"));
        Assert.Equal(["opi/E42", "opi/E43"], await Gateway.QueryAsync<string>("SELECT sujet FROM livraison ORDER BY sujet"));
        Assert.Equal(2L, (await Gateway.QueryAsync<long>("SELECT COUNT(*) FROM message_entrant WHERE canal = 'Opi' AND LENGTH(corps) > 0")).Single());
    }

    [Fact]
    public async Task A_name_that_stands_in_the_names_of_fields_finds_nobody_else()
    {
        await StartAsync(openGate: false);
        var her = Of(44, "28/02/2008", "marque.une@example.org");
        (her["nom"], her["prenom"]) = ("Li", "Na");
        await PushAndRestAsync(her);
        await OpiAsync(Opi("E44", "DURAND", "LEA"), Opi("E45", "LI", "NA").Replace("marque.opi", "marque.sienne", StringComparison.Ordinal));
        await AtRestAsync();

        var hers = await ExportAsync(44);
        Assert.Contains("marque.sienne", hers, StringComparison.Ordinal);
        Assert.DoesNotContain("marque.opi", hers, StringComparison.Ordinal);
        Assert.Null((await Service.EffacerAsync(new DemandePersonne(null, 2026, 44, null), essai: false, "Camille", default)).Refus);
        Assert.Equal("E44", Assert.Single(await Gateway.QueryAsync<string>("SELECT cod_opi FROM opi_recue")));
    }

    /// <summary>Corrected since by her birth date, or by her INE.</summary>
    [Theory]
    [InlineData("05/01/2007", "000000046AA")]
    [InlineData("05/01/2008", "987654321ZZ")]
    public async Task Her_row_of_another_session_is_no_namesake_of_hers(string birth, string ine)
    {
        await StartAsync(openGate: false);
        await FormerCampaignAsync();
        var former = Of(45, birth, "marque.avant@example.org");
        (former["session"], former["ine"], former["dateReponse"]) = (2025, ine, "05/06/2025 10:00");
        await PushAndRestAsync(former);
        await PushAndRestAsync(Of(46, "05/01/2008", "marque.une@example.org"));
        // Without her birth date.
        await Gateway.ExecuteAsync("INSERT INTO tache (etablissement, type, sujet, message, creee_le) VALUES ("
            + $"'{Etab.Code}', 'IaNonRapprochee', 'x', 'ZOE LEFEVREZ est à rapprocher.', '2026-06-10T08:00:00.000Z')");

        Assert.Contains("ZOE LEFEVREZ est", await ExportAsync(46), StringComparison.Ordinal);
        Assert.Null((await Service.EffacerAsync(new DemandePersonne(null, 2026, 46, null), essai: false, "Camille", default)).Refus);
        Assert.Empty(await Gateway.QueryAsync<long>("SELECT id FROM tache WHERE type = 'IaNonRapprochee'"));
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

    private async Task OpiAsync(params string[] individus)
    {
        foreach (var individu in individus)
            (await Gateway.Http.PostOpiAsync(Envelope(individu), "ecandidat:mdp-ecandidat")).AssertAccepted();
    }

    private static string Opi(string number, string nom, string prenom, string? ine = null) =>
        Individu(number, "marque.opi@example.org", nom).Replace("LEA", prenom, StringComparison.Ordinal).Replace("<etatCivil>",
            ine is null ? "<etatCivil>" : $"<etatCivil><codNneIndOpi>{ine}</codNneIndOpi>",
            StringComparison.Ordinal);

    private async Task FormerCampaignAsync()
    {
        var campagne = Campagne();
        (campagne["session"], campagne["publicationResultatsBac"], campagne["debutAdmission"]) = (2025, "2025-07-07", "2025-06-02");
        (campagne["resultatsRattrapage"], campagne["rentree"], campagne["fin"]) = ("2025-07-10", "2025-09-01", "2025-10-31");
        await Api.PutAsync("/api/campagnes/2025", campagne);
    }

    private static JsonObject Of(int code, string birth, string mail)
    {
        var voeu = Voeu(code);
        (voeu["nom"], voeu["prenom"], voeu["dateNaissance"], voeu["mail"]) = ("Lefèvrez", "Zoé", birth, mail);
        return voeu;
    }
}

public sealed class HomonymesOnSqlite(PostgresServer postgres) : HomonymesTests(postgres, DatabaseEngine.Sqlite);

public sealed class HomonymesOnPostgres(PostgresServer postgres) : HomonymesTests(postgres, DatabaseEngine.Postgres);
