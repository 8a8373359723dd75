using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>Candidate codes from every source (seed 004: a usable code for as many formations as possible).</summary>
public class CandidatsRuleTests
{
    [Fact]
    public void Apprenticeship_is_known_by_its_CFD_and_inversely_by_the_MEFSTAT11_of_its_final_year() => Egal(
        Ligne() with { Voie = Voie.Apprentissage, CodeCfd = Bts },
        "CODECFD self normal CFD:32020116 Valide", "CODECFD ancien normal CFD:32020115 Valide",
        "CODECFD self inverse MEFSTAT11:31112011622 Valide");

    [Fact]
    public void School_is_known_by_the_MEFSTAT11_of_the_final_year_of_its_own_dispositif_whatever_the_fourth_character_says() => Egal(
        Ligne() with { CodeMef = "3112011621" },
        "CODEMEF self normal MEFSTAT11:31112011622 Valide", "CODEMEF self inverse CFD:32020116 Valide",
        "CODEMEF ancien inverse CFD:32020115 Valide");

    [Fact]
    public void A_CFD_with_two_final_years_is_not_valid_unless_the_line_names_its_dispositif()
    {
        Egal(Ligne() with { CodeCfd = "40030001" },
            "CODECFD self normal MEFSTAT11:24730001113 Non valide - Plusieurs codes certification associés",
            "CODECFD self normal MEFSTAT11:27630001112 Non valide - Plusieurs codes certification associés",
            "CODECFD self inverse CFD:40030001 Valide");
        Egal(Ligne() with { CodeCfd = "40030001", CodeMef = "2473500121" },
            "CODECFD self normal MEFSTAT11:24730001113 Valide", "CODEMEF self normal MEFSTAT11:24730001113 Valide",
            "CODECFD self inverse CFD:40030001 Valide", "CODEMEF self inverse CFD:40030001 Valide");
    }

    [Fact]
    public void A_common_first_year_has_no_final_year_and_is_asked_by_its_own_code() =>
        Assert.True(Assert.Single(Chercher(Ligne() with { CodeMef = "2473500221" }).Codes,
            c => c is { Inverse: false, Validite: ValiditeCode.Valide, Possible.Valeur: "24710002111" }).Commune);

    [Fact]
    public void An_unknown_code_is_said_and_has_no_candidate() => Egal(
        Ligne() with { Voie = Voie.Apprentissage, CodeCfd = "99999999", CodeSise = "9999999" },
        "CODECFD self normal  Non valide - Code inconnu", "CODESISE self normal  Non valide - Code inconnu");

    [Fact]
    public void An_older_link_counts_though_its_mirror_is_missing() =>
        Assert.Contains(Textes(Ligne() with { Voie = Voie.Apprentissage, CodeCfd = "32020115" }),
            t => t == "CODECFD nouveau normal CFD:32020116 Valide");

    [Theory]
    [InlineData("32020200")] // split into two
    [InlineData("32020300")] // one of the two
    [InlineData("32020400")] // merged from two
    public void Splits_and_merges_never_give_a_valid_code(string cfd) =>
        Assert.DoesNotContain(Chercher(Ligne() with { Voie = Voie.Apprentissage, CodeCfd = cfd }).Codes,
            c => c.Anciennete != Anciennete.Self && c.Validite == ValiditeCode.Valide);

    [Fact]
    public void Unknown_codes_in_links_are_dropped() =>
        Assert.DoesNotContain(Chercher(Ligne() with { Voie = Voie.Apprentissage, CodeCfd = "32020199" }).Codes,
            c => c.Anciennete == Anciennete.Ancien);

    [Fact]
    public void Higher_education_is_known_by_its_SISE_code_with_the_one_before() => Egal(
        Ligne() with { Rncp = ["30000"] },
        "LISTE_RNCP self normal SISE:2500249 Valide", "LISTE_RNCP ancien normal SISE:2500100 Valide");

    [Fact]
    public void Several_codes_of_one_list_are_never_valid() => Egal(
        Ligne() with { Voie = Voie.Apprentissage, Rncp = ["35341", "37391"] },
        "LISTE_RNCP self normal CFD:32020116 Non valide - Plusieurs codes certification associés",
        "LISTE_RNCP self normal CFD:40030001 Non valide - Plusieurs codes certification associés",
        "LISTE_RNCP ancien normal CFD:32020115 Non valide - Plusieurs codes certification associés",
        "LISTE_RNCP self inverse MEFSTAT11:24730001113 Non valide - Plusieurs codes certification associés",
        "LISTE_RNCP self inverse MEFSTAT11:27630001112 Non valide - Plusieurs codes certification associés",
        "LISTE_RNCP self inverse MEFSTAT11:31112011622 Non valide - Plusieurs codes certification associés");

    [Fact]
    public void The_methods_come_in_their_order_with_the_manual_encoding_first_and_the_inverses_last() => Assert.Equal(
        [Methode.Encodage, Methode.Normal, Methode.Rncp, Methode.Ideo, Methode.Rco, Methode.NormalInverse, Methode.RncpInverse,
            Methode.IdeoInverse, Methode.RcoInverse],
        Chercher(Ligne("900") with { Voie = Voie.Apprentissage, CodeCfd = Bts, Rncp = ["35341"], Ideo = ["FOR.1"], IdRco = "RCO|1" })
            .Codes.Select(c => c.Methode).Distinct());

    [Fact]
    public void A_missing_table_only_closes_its_source()
    {
        var ligne = Ligne("900") with { Voie = Voie.Apprentissage, CodeCfd = Bts, CodeMef = "3112011621", Rncp = ["35341"], IdRco = "RCO|1" };
        var sans = CandidatsRule.De(ligne, new(Tables with { CertifInfo = null, Rco = null, Mefs = null, Encodages = null }));
        Assert.Equal([SourceCode.Cfd], sans.Codes.Select(c => c.Source).Distinct());
    }

    [Fact]
    public void UAI_come_once_each_in_their_order_the_mother_last()
    {
        var uais = Chercher(Ligne() with { UaiComposante = Uai, UaiAffectation = Uai, UaiGestion = "0750001A" }).Uais;
        Assert.Equal([(Uai, "UAI_COMPOSANTE"), ("0750001A", "UAI_GES"), (Mere, "UAI_MERE")], uais.Select(u => (u.Uai, u.Type)));
    }

    private static void Egal(LigneCatalogue ligne, params string[] attendus) => Assert.Equal(attendus, Textes(ligne));

    private static IEnumerable<string> Textes(LigneCatalogue ligne) => Chercher(ligne).Codes.Select(c =>
        $"{c.Source.Mot()} {c.Anciennete.Mot()} {(c.Inverse ? "inverse" : "normal")} {c.Possible} {c.Validite.Mot()}");
}
