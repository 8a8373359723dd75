using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Formations;

namespace Parcoursup.Gateway.Adapters.Apogee.Tests;

public sealed class OpiMapperTests
{
    [Fact]
    public void A_candidate_becomes_a_complete_content()
    {
        var rendu = Map(Samples.Candidat with
        {
            Adresse = new Adresse { Ligne1 = "1 rue des Alpes", CodePostal = "73000", CodeCommune = "73065", LibelleCommune = "Chambery", CodePays = "FR" },
            TelMobile = "06 01 02 03 04",
            TelFixe = "+33 (0)4.79.00.00.00",
            Bac = new InscriptionBac { Annee = 2026, Serie = "Générale", Mention = "tb" },
            CodeEtablissementSco = "0730013T",
        });

        Assert.Empty(rendu.Reserves);
        Assert.Empty(rendu.Avertissements);
        Assert.Equal(
            """{"codOpiIntEpo":"P17","donneesNaissance":{"codDepPayNai":"073","codPayNat":"100","codTypDepPayNai":"D","dateNaiIndOpi":"28022008","codComNaiEtuOpi":"73065","libVilNaiEtuOpi":"CHAMBERY","temDateNaiRelOpi":"N"},"donneesPersonnelles":{"adrMailOpi":"lea.durand@exemple.fr","numTelPorOpi":"0601020304"},"etatCivil":{"codNneIndOpi":"123456789AB","codSexEtuOpi":"F","libNomPatIndOpi":"DURAND","libPr1IndOpi":"LEA"}}""",
            rendu.Contenu.Individu);
        Assert.Equal("""{"codBdi":"73000","codCom":"73065","codPay":"100","lib1":"1 RUE DES ALPES","numTel":"0479000000"}""", rendu.Contenu.AdresseFixe);
        Assert.Equal("""{"codBac":"NBGE","codEtb":"0730013T","codMention":"TB","daaObtBacOba":"2026"}""", rendu.Contenu.Bac);
        Assert.Equal("""{"item":[{"codCge":"DRT","codDecVeu":"F","codEtp":"L1DROI","codVrsVet":"101","numCls":"1"}]}""", rendu.Contenu.Voeux);
    }

    [Fact]
    public void What_the_mapper_renders_passes_the_checks_of_the_reader()
    {
        var rendu = Map(Samples.Candidat);
        var recu = Assert.IsType<OpiRecu>(OpiMessageReader.Read(Samples.Wrap(Samples.Write(rendu.Contenu).Request), null));
        Assert.Equal(rendu.Contenu, recu.Contenu);
    }

    [Theory]
    [InlineData("D'Almeida-Sœur", "D'ALMEIDA-SOEUR")]
    [InlineData("O’Brien", "O'BRIEN")]
    [InlineData("Müller‑Weiß", "MULLER-WEISS")]
    [InlineData("Łukasz Żółć", "LUKASZ ZOLC")]
    [InlineData("Ilıca İnönü Çağşü", "ILICA INONU CAGSU")]
    [InlineData("Smith & \"Wesson\" 3", "SMITH WESSON")]
    [InlineData("  Jean   Paul ", "JEAN PAUL")]
    [InlineData("Æble Ørsted Þór Đức", "AEBLE ORSTED THOR DUC")]
    [InlineData("E\u0301milie😀", "EMILIE")]
    public void A_name_is_cleaned(string nom, string expected) => Assert.Equal(expected, Nom(Map(Samples.Candidat with { Nom = nom })));

    [Property(MaxTest = 500)]
    public Property Cleaning_is_idempotent_fits_and_leaves_allowed_characters_only() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "").ToArbitrary(), text =>
        {
            var once = Nom(Map(Samples.Candidat with { Nom = text }));
            return once is null || (
                once.Length is > 0 and <= 30
                && once.All(c => c is (>= 'A' and <= 'Z') or ' ' or '-' or '\'')
                && Nom(Map(Samples.Candidat with { Nom = once })) == once);
        });

    [Fact]
    public void A_long_name_is_cut_with_a_record()
    {
        var rendu = Map(Samples.Candidat with { Prenom = "Maximilienne-Alexandra Bis" });
        var change = Assert.Single(rendu.Modifications);
        Assert.Equal(("prenom", "Maximilienne-Alexandra Bis", "MAXIMILIENNE-ALEXAND"), (change.Champ, change.Avant, change.Apres));
    }

    [Fact]
    public void An_accent_is_recorded_but_not_a_change_of_case()
    {
        Assert.Equal("prenom", Assert.Single(Map(Samples.Candidat with { Prenom = "Léa" }).Modifications).Champ);
        Assert.Empty(Map(Samples.Candidat).Modifications);
    }

    [Fact]
    public void Missing_required_values_are_holds_that_say_what_to_do()
    {
        var rendu = Map(Samples.Candidat with { Nom = null, Prenom = "李", DateNaissance = null, Defauts = [new Defaut("dateNaissance", "« 31/02/2008 » n'existe pas.")] });

        Assert.Equal(["candidat.nom", "candidat.prenom", "candidat.dateNaissance"], rendu.Reserves.Select(r => r.Champ));
        Assert.Contains("31/02/2008", rendu.Reserves[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_OPI_number_that_does_not_fit_is_a_hold() =>
        Assert.Single(OpiMapper.Map(Samples.Candidat, Samples.Souhaitee(Samples.Voeu()), "PREFIXE1234", Samples.Tables).Reserves);

    [Theory]
    [InlineData("FR", "100")]
    [InlineData("fra", "100")]
    [InlineData("99350", "350")]
    [InlineData("350", "350")]
    [InlineData("MAR", "350")]
    [InlineData("DE", "109")]
    [InlineData("RE", "100")]
    [InlineData("ZZ", null)]
    [InlineData("73065", null)]
    public void A_nationality_is_read_in_every_known_code(string pays, string? expected)
    {
        var rendu = Map(Samples.Candidat with { CodePaysNationalite = pays });
        Assert.Equal(expected, Individu(rendu, "donneesNaissance", "codPayNat"));
        Assert.Equal(expected is null ? 1 : 0, rendu.Avertissements.Count);
    }

    [Theory]
    [InlineData("FR", "73", null, "D", "073")]
    [InlineData("FR", "035", null, "D", "035")]
    [InlineData("FR", "2a", null, "D", "02A")]
    [InlineData("FR", "974", null, "D", "974")]
    [InlineData("FR", null, "2B033", "D", "02B")]
    [InlineData("100", null, "97411", "D", "974")]
    [InlineData(null, null, "01004", "D", "001")]
    [InlineData("MA", "99", "99350", "P", "350")]
    [InlineData("FR", "xx", null, null, null)]
    [InlineData(null, null, null, null, null)]
    public void The_birthplace_is_a_department_or_a_country(string? pays, string? departement, string? commune, string? type, string? code)
    {
        var rendu = Map(Samples.Candidat with { CodePaysNaissance = pays, DepartementNaissance = departement, CodeCommuneNaissance = commune });
        Assert.Equal(type, Individu(rendu, "donneesNaissance", "codTypDepPayNai"));
        Assert.Equal(code, Individu(rendu, "donneesNaissance", "codDepPayNai"));
    }

    /// <summary>Rule K1: what cannot be is not sent, and what is lost is told.</summary>
    [Fact]
    public void An_address_that_no_three_lines_hold_is_cut_with_a_warning()
    {
        var rendu = Map(Samples.Candidat with { Adresse = new Adresse { Ligne1 = string.Join(' ', Enumerable.Repeat("Résidence", 12)), CodePostal = "73000", CodeCommune = "73065" } });
        Assert.Equal("RESIDENCE RESIDENCE RESIDENCE", (string?)JsonNode.Parse(rendu.Contenu.AdresseFixe!)!["lib3"]);
        Assert.Contains("RESIDENCE RESIDENCE RESIDENCE", Assert.Single(rendu.Avertissements).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public Property Whatever_was_typed_the_content_is_XML_and_fits_its_columns() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<string>().ArrayOf(10).ToArbitrary(), t =>
        {
            var rendu = Map(Samples.Candidat with
            {
                Prenom2 = t[0], Mail = t[1], TelFixe = t[2], TelMobile = t[3], Ine = t[4], DepartementNaissance = t[5], CodeCommuneNaissance = t[6],
                CodeEtablissementSco = t[7], Adresse = new Adresse { Ligne1 = t[8], CodePostal = t[9], LibelleCommune = t[0], CodeCommune = t[1] },
            });
            return Samples.Write(rendu.Contenu).Modifications.All(m => !m.Raison.Contains("coupé", StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("1", "1", "1", 0)]
    [InlineData("1", null, "1", 0)]
    [InlineData(null, null, null, 0)]
    [InlineData("1", "2", null, 1)]
    public void The_regime_is_that_of_the_offered_formations_where_they_agree(string? one, string? other, string? expected, int warnings)
    {
        var cible = new CibleVet { CodCge = "DRT", CodEtp = "L1DROI", CodVrsVet = 101 };
        var rendu = OpiMapper.Map(Samples.Candidat, Samples.Souhaitee(
            Samples.Voeu(CodeDecision.F, cible with { CodRgi = one }), Samples.Voeu(CodeDecision.S, cible with { CodEtp = "L1ECO", CodCatOuiSi = "OS3", CodRgi = other }),
            Samples.Voeu(CodeDecision.D, cible with { CodEtp = "L1HIS", CodRgi = "9" })), "P17", Samples.Tables);

        Assert.Equal(expected, Individu(rendu, "donneesPersonnelles", "codRgi"));
        Assert.Equal(warnings, rendu.Avertissements.Count);
    }

    [Fact]
    public void An_address_abroad_has_its_postcode_and_town_in_libAde()
    {
        var rendu = Map(Samples.Candidat with { Adresse = new Adresse { Ligne1 = "5 Hauptstraße", CodePostal = "10115", LibelleCommune = "Berlin", CodePays = "DE" } });
        Assert.Equal("""{"codPay":"109","lib1":"5 HAUPTSTRASSE","libAde":"10115 BERLIN"}""", rendu.Contenu.AdresseFixe);
    }

    [Fact]
    public void An_unknown_series_leaves_the_baccalaureat_out_with_a_warning()
    {
        var rendu = Map(Samples.Candidat with { Bac = new InscriptionBac { Annee = 2026, Serie = "Martienne" } });
        Assert.Null(rendu.Contenu.Bac);
        Assert.Contains("Martienne", Assert.Single(rendu.Avertissements).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123", null, 1)]
    [InlineData(" 123456789ab ", "123456789AB", 0)]
    [InlineData(null, null, 0)]
    public void An_INE_is_sent_when_it_has_the_shape_of_one(string? ine, string? expected, int warnings)
    {
        var rendu = Map(Samples.Candidat with { Ine = ine });
        Assert.Equal(expected, Individu(rendu, "etatCivil", "codNneIndOpi"));
        Assert.Equal(warnings, rendu.Avertissements.Count);
    }

    [Theory]
    [InlineData(CodeDecision.S, true)]
    [InlineData(CodeDecision.F, false)]
    [InlineData(CodeDecision.D, false)]
    public void The_Oui_Si_category_goes_with_an_S_only(CodeDecision code, bool expected)
    {
        var cible = new CibleVet { CodCge = "DRT", CodEtp = "L1DRO3", CodVrsVet = 101, CodDip = "LD", CodVrsVdi = 101, CodDemDos = "C", CodCatOuiSi = "OS3", MtfCat = "REM" };
        var voeux = OpiMapper.Map(Samples.Candidat, Samples.Souhaitee(Samples.Voeu(code, cible)), "P17", Samples.Tables).Contenu.Voeux!;
        Assert.Equal(expected, voeux.Contains("\"codCatOuiSi\":\"OS3\",\"mtfCat\":\"REM\"", StringComparison.Ordinal));
        Assert.Contains("\"codDip\":\"LD\",\"codEtp\":\"L1DRO3\",\"codVrsVdi\":\"101\"", voeux, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_diploma_is_not_sent()
    {
        var cible = new CibleVet { CodCge = "DRT", CodEtp = "L1", CodVrsVet = 1, CodDip = "LD" };
        Assert.DoesNotContain("codDip", OpiMapper.Map(Samples.Candidat, Samples.Souhaitee(Samples.Voeu(cible: cible)), "P17", Samples.Tables).Contenu.Voeux!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_desired_says_nothing_of_the_wishes() =>
        Assert.Null(OpiMapper.Map(Samples.Candidat, Samples.Souhaitee(), "P17", Samples.Tables).Contenu.Voeux);

    private static OpiRendu Map(Candidat candidat) => OpiMapper.Map(candidat, Samples.Souhaitee(Samples.Voeu()), "P17", Samples.Tables);

    private static string? Nom(OpiRendu rendu) => rendu.Contenu.ReadIdentite()!.Nom;

    private static string? Individu(OpiRendu rendu, params string[] path)
    {
        using var json = JsonDocument.Parse(rendu.Contenu.Individu!);
        var element = json.RootElement;
        foreach (var name in path)
            if (!element.TryGetProperty(name, out element)) return null;
        return element.GetString();
    }
}
