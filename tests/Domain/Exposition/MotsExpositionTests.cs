using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>The words of columns and reports: files of former runs hold them, so that none may change.</summary>
public class MotsExpositionTests
{
    [Fact]
    public void Sources_are_called_as_the_columns_that_they_come_from() => Assert.Equal(
        ["ENCODAGE", "CODECFD", "CODEMEF", "CODESISE", "LISTE_RNCP", "LISTE_IDEO", "ID_RCO"], Enum.GetValues<SourceCode>().Select(s => s.Mot()));

    [Fact]
    public void What_a_candidate_is_worth() => Assert.Equal(
        ["Valide", "Non valide - Plusieurs codes certification associés", "Non valide - Code inconnu"], Enum.GetValues<ValiditeCode>().Select(v => v.Mot()));

    [Fact]
    public void How_old_a_code_is() => Assert.Equal(["self", "ancien", "nouveau"], Enum.GetValues<Anciennete>().Select(a => a.Mot()));

    [Fact]
    public void Methods() => Assert.Equal(
        ["encodage", "normal", "rncp", "ideo", "rco", "normal inverse", "rncp inverse", "ideo inverse", "rco inverse"], Enum.GetValues<Methode>().Select(m => m.Mot()));

    [Fact]
    public void Coverage() => Assert.Equal(["Couvert", "Sous le seuil", "Non couvert"], Enum.GetValues<Couverture>().Select(c => c.Mot()));

    [Fact]
    public void Reasons_and_who_can_act_on_each() => Assert.Equal(
        [
            ("Sous le seuil de 20 élèves", "personne"), ("Nouvelle formation", "personne"), ("Code certification inconnu", "propriétaire du catalogue"),
            ("UAI inconnu", "propriétaire du catalogue"), ("Territoire mal couvert", "services statistiques"),
            ("Plusieurs certifications associées", "propriétaire du catalogue"),
            ("Plusieurs formations en année terminale", "propriétaire du catalogue"), ("Première année commune", "personne"),
            ("Sans raison évidente", "services statistiques"),
        ],
        Enum.GetValues<RaisonNonCouvert>().Select(r => (r.Mot(), r.Acteur())));

    [Theory]
    [InlineData(SourceCode.Encodage, false, Methode.Encodage)]
    [InlineData(SourceCode.Encodage, true, Methode.Encodage)]
    [InlineData(SourceCode.Cfd, false, Methode.Normal)]
    [InlineData(SourceCode.Mef, false, Methode.Normal)]
    [InlineData(SourceCode.Sise, true, Methode.NormalInverse)]
    [InlineData(SourceCode.Rncp, false, Methode.Rncp)]
    [InlineData(SourceCode.Rncp, true, Methode.RncpInverse)]
    [InlineData(SourceCode.Ideo, false, Methode.Ideo)]
    [InlineData(SourceCode.Ideo, true, Methode.IdeoInverse)]
    [InlineData(SourceCode.Rco, false, Methode.Rco)]
    [InlineData(SourceCode.Rco, true, Methode.RcoInverse)]
    public void The_method_of_a_candidate_is_its_source_and_its_way(SourceCode source, bool inverse, Methode methode) =>
        Assert.Equal(methode, new CandidatCode(source, "x", ValiditeCode.Valide, Anciennete.Self, inverse, null).Methode);

    [Theory]
    [InlineData("BTS -  Production  ", "BTS - PRODUCTION")]
    [InlineData("licence", "LICENCE")]
    [InlineData(null, "INCONNU")]
    public void The_type_of_a_diploma_is_its_label_in_capitals_without_double_blanks(string? libelle, string type) =>
        Assert.Equal(type, new LigneCatalogue("1") { Libelle = libelle }.Type);

    [Fact]
    public void The_way_of_study_as_the_scope_table_writes_it() => Assert.Equal(
        ("App.", "Sco."), (new LigneCatalogue("1") { Voie = Voie.Apprentissage }.Filiere, new LigneCatalogue("1") { Voie = Voie.Scolaire }.Filiere));

    [Theory]
    [InlineData("1901", true)]
    [InlineData("1900", false)]
    [InlineData("2199", true)]
    [InlineData("2200", false)]
    [InlineData("202", false)]
    [InlineData("20230", false)]
    [InlineData("2022-2023", false)]
    [InlineData("2023_2023", false)]
    [InlineData("2023_2022", false)]
    [InlineData(" 202", false)]
    public void A_millesime_has_four_digits_of_a_year_that_can_be(string texte, bool valide) => Assert.Equal(valide, Millesime.EstValide(texte));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("202")]
    public void What_is_shorter_than_a_year_ends_in_none(string? texte) => Assert.Null(Millesime.Fin(texte));
}
