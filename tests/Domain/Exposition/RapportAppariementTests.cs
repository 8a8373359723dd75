using Parcoursup.Gateway.Domain.Exposition;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>The report of a run: in one order, and each covered line at the step without which it would not be.</summary>
public class RapportAppariementTests
{
    private static readonly string[] Etapes =
        ["encodage", "codes du catalogue", "codes anciens et nouveaux", "UAI mère", "rncp", "ideo", "rco", "inverse"];

    [Theory]
    [InlineData(SourceCode.Encodage, Anciennete.Self, false, SourceUai.Composante, "encodage")]
    [InlineData(SourceCode.Encodage, Anciennete.Self, false, SourceUai.Mere, "encodage")]
    [InlineData(SourceCode.Cfd, Anciennete.Self, false, SourceUai.Composante, "codes du catalogue")]
    [InlineData(SourceCode.Mef, Anciennete.Self, false, SourceUai.Gestion, "codes du catalogue")]
    [InlineData(SourceCode.Cfd, Anciennete.Ancien, false, SourceUai.Affectation, "codes anciens et nouveaux")]
    [InlineData(SourceCode.Cfd, Anciennete.Nouveau, false, SourceUai.Composante, "codes anciens et nouveaux")]
    [InlineData(SourceCode.Cfd, Anciennete.Ancien, false, SourceUai.Mere, "UAI mère")]
    [InlineData(SourceCode.Rncp, Anciennete.Ancien, false, SourceUai.Mere, "rncp")]
    [InlineData(SourceCode.Ideo, Anciennete.Self, false, SourceUai.Composante, "ideo")]
    [InlineData(SourceCode.Rco, Anciennete.Self, false, SourceUai.Composante, "rco")]
    [InlineData(SourceCode.Cfd, Anciennete.Self, true, SourceUai.Composante, "inverse")]
    [InlineData(SourceCode.Rncp, Anciennete.Nouveau, true, SourceUai.Mere, "inverse")]
    public void A_covered_line_counts_at_the_last_step_that_it_needed(SourceCode source, Anciennete age, bool inverse, SourceUai uai, string etape)
    {
        var rapport = RapportAppariement.De([Couverte(new CandidatCode(source, "x", ValiditeCode.Valide, age, inverse, Cfd(Bts)), uai), NonCouverte()]);

        Assert.Equal(Etapes, rapport.Gains.Select(g => g.Etape));
        Assert.Equal(etape, Assert.Single(rapport.Gains, g => g.Gain == 1).Etape);
        Assert.Equal(Etapes.Select(e => Array.IndexOf(Etapes, e) < Array.IndexOf(Etapes, etape) ? 0 : 1), rapport.Gains.Select(g => g.Cumul));
    }

    [Fact]
    public void Its_rows_stand_by_type_way_and_scope_whatever_the_order_of_the_lines()
    {
        var lignes = (from type in (string[])["B", "A"] from voie in (Voie[])[Voie.Scolaire, Voie.Apprentissage] from scope in (bool?[])[true, null, false]
                      select NonCouverte() with { Ligne = new LigneCatalogue("1") { Libelle = type, Voie = voie }, Scope = scope }).ToList();

        Assert.Equal(
            ["A App. -", "A App. False", "A App. True", "A Sco. -", "A Sco. False", "A Sco. True", "B App. -", "B App. False", "B App. True", "B Sco. -", "B Sco. False", "B Sco. True"],
            RapportAppariement.De(lignes).Lignes.Select(l => $"{l.Type} {l.Filiere} {l.Scope?.ToString() ?? "-"}"));
    }

    [Theory]
    [InlineData("Oui", 1)]
    [InlineData("Non", 0)]
    [InlineData("non paramétrée", 0)]
    [InlineData(null, 0)]
    public void Lines_that_the_platform_parameterised_are_counted(string? parametree, int nombre) => Assert.Equal(
        nombre, Assert.Single(RapportAppariement.De([NonCouverte() with { Ligne = new LigneCatalogue("1") { Parametree = parametree } }]).Lignes).Parametrees);

    [Fact]
    public void A_result_is_the_last_known_one_where_the_API_was_silent_on_either_question()
    {
        var known = Couverte(new CandidatCode(SourceCode.Cfd, "x", ValiditeCode.Valide, Anciennete.Self, false, Cfd(Bts)), SourceUai.Composante);
        var old = known.Insertion! with { Reponse = known.Insertion.Reponse with { DerniereConnue = true } };

        Assert.False(known.EstDernierConnu);
        Assert.False(NonCouverte().EstDernierConnu);
        Assert.True((known with { Insertion = old }).EstDernierConnu);
        Assert.True((known with { Remuneration = old }).EstDernierConnu);
        Assert.True(known.EstEtabli);
        Assert.False((known with { Essais = [known.Insertion with { Valeur = ValeurReponse.Echec }] }).EstEtabli);
        Assert.False((known with { Essais = [known.Insertion, known.Insertion with { Valeur = ValeurReponse.Echec }] }).EstEtabli);
    }

    [Fact]
    public void Its_totals_are_the_sums_of_its_rows()
    {
        var covered = Couverte(new CandidatCode(SourceCode.Cfd, "x", ValiditeCode.Valide, Anciennete.Self, false, Cfd(Bts)), SourceUai.Composante);
        var under = covered with { Couverture = Couverture.SousLeSeuil, Raison = RaisonNonCouvert.SousLeSeuil };
        ResultatLigne Of(ResultatLigne result, string type) => result with { Ligne = new LigneCatalogue("1") { Libelle = type } };

        var rapport = RapportAppariement.De([.. new[] { covered, under, NonCouverte() }.SelectMany(r => new[] { Of(r, "A"), Of(r, "B") })]);

        Assert.Equal((6, 2, 2, 2), (rapport.Total, rapport.Couvert, rapport.SousLeSeuil, rapport.NonCouvert));
        Assert.All(rapport.Lignes, l => Assert.Equal((3, 1, 1, 1), (l.Total, l.Couvert, l.SousLeSeuil, l.NonCouvert)));
    }

    private static ResultatLigne Couverte(CandidatCode code, SourceUai source)
    {
        var essai = new EssaiLigne(new QuestionLigne(code, new UaiExposition(Uai, source), null), ValeurReponse.Couvert, new ReponseDatee(ChoixTests.Trouve(Record()), default));
        return new ResultatLigne(Ligne(), Couverture.Couvert, null, "", essai, null, [essai], null);
    }

    private static ResultatLigne NonCouverte() => new(Ligne(), Couverture.NonCouvert, RaisonNonCouvert.SansRaison, "", null, null, [], null);
}
