using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Tests.Adapters.Fregata;

/// <summary>Rule G3: a processed dossier keeps what Fregata holds, and shows where Parcoursup differs.</summary>
public sealed class DossierTraiteTests
{
    private static readonly GroupeChamps[] Default = [.. new FregataOptions().ChampsProteges];

    [Fact]
    public void A_correction_is_what_Fregata_holds_from_then_on()
    {
        var (held, refus) = Correct("""{"mail":"zoe@lycee.example","adresse.codePostal":"38000","dateNaissance":"2008-02-29","telMobile":null,"division":"BTS1B"}""");

        Assert.Null(refus);
        Assert.Equal(("zoe@lycee.example", "38000", new DateOnly(2008, 2, 29), (string?)null, "BTS1B"),
            (held!.Apprenant.Mail, held.Apprenant.Adresse.CodePostal, held.Apprenant.DateNaissance, held.Apprenant.TelMobile, held.Formation.Division));
        Assert.Equal(["dateNaissance", "mail", "telMobile", "adresse.codePostal", "division"], DossierTraite.Differences(held, Samples.Contenu()).Select(d => d.Champ));
    }

    [Theory]
    [InlineData("""{"couleur":"bleu"}""", "couleur")]
    [InlineData("""{"mail":5}""", "mail")]
    [InlineData("""{"dateNaissance":"28/02/2008"}""", "dateNaissance")]
    [InlineData("""{"responsables":"Paul"}""", "responsables")]
    [InlineData("""{"responsables":[null]}""", "responsables")]
    [InlineData("""{"codeCandidat":"18"}""", "codeCandidat")]
    public void What_cannot_be_corrected_is_refused_with_its_field(string corrections, string champ)
    {
        var (held, refus) = Correct(corrections);
        Assert.Null(held);
        Assert.Equal(champ, refus!.Champ);
        Assert.NotEmpty(refus.Message);
    }

    [Fact]
    public void A_too_long_correction_is_refused() => Assert.Equal("nom", Correct($$"""{"nom":"{{new string('x', 501)}}"}""").Refus!.Champ);

    [Fact]
    public void Guardians_are_corrected_as_a_whole()
    {
        var (held, _) = Correct("""{"responsables":[{"nom":"Martin","prenom":"Luc","tel":"06"}]}""");
        Assert.Equal("Martin", Assert.Single(held!.Responsables).Nom);
        var difference = Assert.Single(DossierTraite.Differences(held, Samples.Contenu()));
        Assert.Equal(("responsables", "Martin Luc, 06", "Lefèvre Paul, 0611111111"), (difference.Champ, difference.Fregata, difference.Parcoursup));
    }

    [Fact]
    public void A_later_import_keeps_the_protected_fields_and_renews_the_others()
    {
        var later = Samples.Contenu(Samples.Candidat with { Nom = "Martin", Mail = "autre@example.org", TelMobile = "07", Adresse = new() { Ligne1 = "2 rue" } });

        var held = DossierTraite.Actualiser(Samples.Contenu(), later, Default);

        Assert.Equal(("Lefèvre", "zoe@example.org", "0600000000", "2 rue"), (held.Apprenant.Nom, held.Apprenant.Mail, held.Apprenant.TelMobile, held.Apprenant.Adresse.Ligne1));
        Assert.Equal(["nom", "mail", "telMobile"], DossierTraite.Differences(held, later).Select(d => d.Champ));
    }

    [Fact]
    public void The_schooling_that_Fregata_completed_stays_and_what_it_lacks_still_comes()
    {
        var bare = Samples.Contenu(formation: new() { CodeFormationPsup = 8842 });
        var completed = DossierTraite.Corriger(bare, JsonSerializer.Deserialize<Dictionary<string, JsonElement>>("""{"regime":"Externe"}""")!).Contenu!;

        var held = DossierTraite.Actualiser(completed, Samples.Contenu(), Default);

        Assert.Equal(("Externe", "32721401421"), (held.Formation.Regime, held.Formation.Mef));
    }

    [Property]
    public Property Protecting_everything_keeps_everything_and_protecting_nothing_follows_Parcoursup() => Prop.ForAll(
        Gen.Elements("a", "b", null).ArrayOf(8).ToArbitrary(), t =>
        {
            var mine = Samples.Contenu(Samples.Candidat with { Nom = t[0], Mail = t[1], TelFixe = t[2], Adresse = new() { Ligne1 = t[3] } });
            var theirs = Samples.Contenu(Samples.Candidat with { Nom = t[4], Mail = t[5], TelFixe = t[6], Adresse = new() { Ligne1 = t[7] } });
            var all = DossierTraite.Actualiser(mine, theirs, Enum.GetValues<GroupeChamps>());
            var none = DossierTraite.Actualiser(mine, theirs, []);
            return DossierTraite.Differences(all, mine).Count == 0 && DossierTraite.Differences(none, theirs).Count == 0
                && DossierTraite.Differences(all, theirs).Count == DossierTraite.Differences(mine, theirs).Count;
        });

    private static (ContenuDossier? Contenu, Probleme? Refus) Correct(string corrections) =>
        DossierTraite.Corriger(Samples.Contenu(), JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(corrections)!);
}
