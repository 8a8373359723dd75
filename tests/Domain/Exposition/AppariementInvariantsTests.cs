using FsCheck;
using FsCheck.Fluent;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Domain.Tests.Support;
using static Parcoursup.Gateway.Domain.Tests.Exposition.Monde;

namespace Parcoursup.Gateway.Domain.Tests.Exposition;

/// <summary>What holds whatever the catalogue, the nomenclatures and the answers are.</summary>
public class AppariementInvariantsTests
{
    private static readonly Gen<LigneCatalogue> Lignes =
        from voie in Gen.Elements(Voie.Scolaire, Voie.Apprentissage)
        from cfd in Un(Bts, "40030001", "32020200", "32020300", "32020400", "40031211", "99999999")
        from mef in Un("3112011621", "2473500121", "2763500122", "2473500221", "1111111111")
        from sise in Un("2500249", "9999999")
        from rncp in Gen.SubListOf("35341", "37391", "30000", "40000", "1")
        from ideo in Gen.SubListOf("FOR.1", "FOR.3", "FOR.5")
        from rco in Un("RCO|1", "RCO|2")
        from cle in Gen.Elements("1", "900")
        from uai in Un(Uai, "9830001B", "C590350K")
        from ges in Un(Uai, "0750001A")
        select new LigneCatalogue(cle)
        {
            Voie = voie, CodeCfd = cfd, CodeMef = mef, CodeSise = sise, Rncp = [.. rncp], Ideo = [.. ideo], IdRco = rco, UaiComposante = uai,
            UaiGestion = ges,
        };

    [Fact]
    public void The_order_of_nomenclature_rows_never_matters() => Propriete.Holds(Gen.Zip(Lignes, Gen.Choose(0, 100_000)), c =>
    {
        var random = new Random(c.Item2);
        // Two words on one line, one mother or one scope: their order must not tell which counts.
        var tables = Tables with
        {
            Meres = [.. Tables.Meres!, new(Uai, "0940002B"), new("9830001B", Mere)],
            Encodages = [.. Tables.Encodages!, new("900", "CFD:32020116"), new("1", "CFD:32020116")],
            Perimetre = [.. Tables.Perimetre!, new("INCONNU", "Sco.", true), new("INCONNU", "Sco.", false)],
            Uais = [.. Tables.Uais!, new(Uai, "40"), new(Uai, null)], Rco = [.. Tables.Rco!, new("RCO|2", Bts), new("RCO|2", "32020200")],
        };
        var melees = tables with
        {
            Mefs = Melanger(tables.Mefs!), Diplomes = Melanger(tables.Diplomes!), CertifInfo = Melanger(tables.CertifInfo!),
            Sises = Melanger(tables.Sises!), Uais = Melanger(tables.Uais!), Rco = Melanger(tables.Rco!), Meres = Melanger(tables.Meres!),
            Encodages = Melanger(tables.Encodages!), Perimetre = Melanger(tables.Perimetre!),
        };
        var (droites, tournees) = (Conclure(tables), Conclure(melees));
        Assert.Equal(droites.Candidate.Codes, tournees.Candidate.Codes);
        Assert.Equal(droites.Candidate.Uais, tournees.Candidate.Uais);
        Assert.Equal((droites.Resultat.Couverture, droites.Resultat.Raison, droites.Resultat.Explication, droites.Resultat.Scope),
            (tournees.Resultat.Couverture, tournees.Resultat.Raison, tournees.Resultat.Explication, tournees.Resultat.Scope));

        (LigneCandidate Candidate, ResultatLigne Resultat) Conclure(TablesNomenclature dites)
        {
            var nomenclatures = new NomenclaturesExposition(dites);
            var candidate = CandidatsRule.De(c.Item1, nomenclatures);
            var insertion = ChoixTests.Jouer(c.Item1, question => Tirage(question, c.Item2) switch
            {
                0 => ChoixTests.Trouve(Record()), 1 => ChoixTests.Trouve(Record(nb: 5, taux: null)),
                _ => new ReponseExposition.Inconnu("Formation inconnue"),
            }, nomenclatures: nomenclatures);
            return (candidate, RaisonRule.Conclure(
                candidate, insertion, new ChoixRemuneration(candidate, null, null, repli: false), new(nomenclatures, 2023)));
        }

        T[] Melanger<T>(IReadOnlyCollection<T> rows)
        {
            T[] array = [.. rows];
            random.Shuffle(array);
            return array;
        }
    });

    [Fact]
    public void Adding_a_source_never_lowers_coverage() => Propriete.Holds(Gen.Zip(Lignes, Gen.Zip(Gen.Choose(0, 100_000), Gen.Choose(0, 6))), c =>
    {
        var (avec, (graine, champ)) = (c.Item1, (c.Item2.Item1, c.Item2.Item2));
        var sans = champ switch
        {
            0 => avec with { CodeCfd = null }, 1 => avec with { CodeMef = null }, 2 => avec with { CodeSise = null },
            3 => avec with { Rncp = [] }, 4 => avec with { Ideo = [] }, 5 => avec with { IdRco = null }, _ => avec,
        };
        var nomenclatures = champ == 6 ? new NomenclaturesExposition(Tables with { Meres = null, Encodages = null }) : null;
        // « Couvert » or « Sous le seuil »: a method that found either is the last by rule.
        var avant = ChoixTests.Jouer(sans, Repondre, nomenclatures: nomenclatures).Couverture != Couverture.NonCouvert;
        Assert.True(!avant || ChoixTests.Jouer(avec, Repondre).Couverture != Couverture.NonCouvert);

        ReponseExposition Repondre(QuestionLigne question) => Tirage(question, graine) switch
        {
            0 => ChoixTests.Trouve(Record()), 1 => ChoixTests.Trouve(Record(nb: 5, taux: null)),
            _ => new ReponseExposition.Inconnu("Formation inconnue"),
        };
    });

    [Fact]
    public void Every_line_that_is_not_covered_has_exactly_one_reason_and_only_valid_codes_are_asked() =>
        Propriete.Holds(Gen.Zip(Lignes, Gen.Choose(0, 100_000)), c =>
        {
            var resultat = RaisonRuleTests.De(c.Item1, question => Tirage(question, c.Item2) switch
            {
                0 => ChoixTests.Trouve(Record()), 1 => ChoixTests.Trouve(Record(nb: 5, taux: null)),
                2 => new ReponseExposition.EtablissementInconnu("Etablissement inconnu"),
                _ => new ReponseExposition.Inconnu("Formation inconnue"),
            });
            Assert.Equal(resultat.Couverture == Couverture.Couvert, resultat.Raison is null);
            Assert.Equal(resultat.Couverture == Couverture.SousLeSeuil, resultat.Raison == RaisonNonCouvert.SousLeSeuil);
            Assert.All(resultat.Essais, e => Assert.Equal(ValiditeCode.Valide, e.Question.Candidat.Validite));
            Assert.Equal(resultat.Essais.Count, resultat.Essais.Select(e => (e.Question.Code, e.Question.Uai)).Distinct().Count());
        });

    // The same question always has the same answer, whoever asks it.
    private static int Tirage(QuestionLigne question, int graine) =>
        new Random(graine + Somme($"{question.Code}{question.Uai?.Uai}")).Next(5);

    private static int Somme(string texte) => texte.Aggregate(17, (somme, c) => unchecked((somme * 31) + c));

    private static Gen<string?> Un(params string[] valeurs) => Gen.Elements<string?>([null, .. valeurs]);
}
