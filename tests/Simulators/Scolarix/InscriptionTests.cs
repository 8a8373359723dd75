using System.Net;
using System.Text;
using Parcoursup.Gateway.Simulators.Scolarix;
using static Parcoursup.Gateway.Simulators.Tests.Scolarix.DossierScolarix;

namespace Parcoursup.Gateway.Simulators.Tests.Scolarix;

public sealed class InscriptionTests
{
    private static readonly DateTime Matin = new(2026, 7, 8, 10, 30, 0);

    /// <summary>Seed 003 §2.</summary>
    [Fact]
    public async Task Only_those_in_the_base_can_begin_an_enrolment()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17));
        dossier.Simulator.Importer();

        Assert.Null(dossier.Simulator.Preinscrire(17));
        Assert.NotNull(dossier.Simulator.Preinscrire(18));
        var etat = await dossier.EtatAsync();
        Assert.Equal(17, Assert.Single(etat["preinscriptions"]!.AsArray())!.GetValue<int>());
        Assert.Equal(18, Assert.Single(etat["refus"]!.AsArray())!["codeCandidat"]!.GetValue<int>());
    }

    /// <summary>Seed 003 §3.</summary>
    [Fact]
    public async Task Whoever_left_the_base_can_no_longer_begin_but_keeps_what_he_has()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17), Ligne(18));
        dossier.Simulator.Importer();
        dossier.Simulator.Preinscrire(17);
        dossier.Ecrire(2);
        dossier.Simulator.Importer();

        Assert.NotNull(dossier.Simulator.Preinscrire(18));
        Assert.Null(dossier.Simulator.Inscrire(new InscriptionScolarix(17, Payee: true, Annulee: false, Matin)));
    }

    [Fact]
    public async Task The_return_of_a_day_holds_what_changed_since_the_last()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17), Ligne(18, ine: ""));
        dossier.Simulator.Importer();
        dossier.Simulator.Preinscrire(17);
        dossier.Simulator.Preinscrire(18);
        Assert.Null(dossier.Simulator.Inscrire(new InscriptionScolarix(17, Payee: true, Annulee: false, Matin)));
        Assert.Null(dossier.Simulator.Inscrire(new InscriptionScolarix(18, Payee: false, Annulee: false, Matin, 9101, "Parallele")));

        var premier = await dossier.Simulator.RendreAsync(new DateOnly(2026, 7, 8), default);
        Assert.Equal("retour_univ-lagune_20260708_001.csv", premier);
        Assert.Equal(
            "NUMERO_PARCOURSUP;INE;CODE_FORMATION;STATUT;PAYEE;DATE;TYPE\r\n17;000000017AB;;VALIDEE;O;08/07/2026 10:30;\r\n18;;9101;VALIDEE;N;08/07/2026 10:30;Parallele\r\n",
            Lire(dossier, premier));

        dossier.Simulator.Inscrire(new InscriptionScolarix(17, Payee: true, Annulee: true, Matin.AddDays(1)));
        var second = await dossier.Simulator.RendreAsync(new DateOnly(2026, 7, 9), default);
        Assert.EndsWith("\r\n17;000000017AB;;ANNULEE;O;09/07/2026 10:30;\r\n", Lire(dossier, second), StringComparison.Ordinal);
        Assert.Null(await dossier.Simulator.RendreAsync(new DateOnly(2026, 7, 10), default));
        Assert.Empty(Directory.GetFiles(dossier.Retour, "*.tmp"));
    }

    [Fact]
    public async Task An_enrolment_needs_its_beginning()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17));
        dossier.Simulator.Importer();
        Assert.Contains("préinscrit", dossier.Simulator.Inscrire(new InscriptionScolarix(17, true, false, Matin)), StringComparison.Ordinal);
        dossier.Simulator.Preinscrire(17);
        Assert.Contains("annuler", dossier.Simulator.Inscrire(new InscriptionScolarix(17, true, true, Matin)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_can_do_the_same_by_HTTP()
    {
        await using var dossier = await StartAsync();
        dossier.Ecrire(1, Ligne(17));

        Assert.Equal(HttpStatusCode.OK, await PostAsync("/imports", "{}"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/preinscriptions", """{"codeCandidat":17}"""));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync("/preinscriptions", """{"codeCandidat":18}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/preinscriptions", "[]"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/inscriptions", """{"codeCandidat":17}"""));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/inscriptions", """{"codeCandidat":17,"payee":true,"date":"2026-07-08T10:30"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/retours", "{}"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/retours", """{"jour":"2026-07-08"}"""));
        Assert.Single(Directory.GetFiles(dossier.Retour));

        async Task<HttpStatusCode> PostAsync(string path, string body)
        {
            using var answer = await dossier.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
            return answer.StatusCode;
        }
    }

    private static string Lire(DossierScolarix dossier, string? nom) => File.ReadAllText(Path.Combine(dossier.Retour, nom!));
}
