using Parcoursup.Gateway.Domain.Scolarix;
using static Parcoursup.Gateway.Domain.Scolarix.RaisonPopulation;

namespace Parcoursup.Gateway.Domain.Tests.Scolarix;

/// <summary>Why somebody entered or left the file, in words (seed 003 §3).</summary>
public class MouvementPopulationTests
{
    [Theory]
    [InlineData(OuiEnAttente, BacObtenu, "« Oui en attente » devenu « Oui » (bac obtenu)")]
    [InlineData(Rattrapage, BacObtenu, "bac obtenu au rattrapage")]
    [InlineData(Rattrapage, TitulaireDeclare, "déclaré titulaire du bac")]
    [InlineData(NonBachelier, BacObtenu, "bac obtenu après un échec : résultat corrigé ou session suivante")]
    [InlineData(NonBachelier, DejaTitulaire, "déjà bachelier")]
    [InlineData(BacInconnu, TitulaireDeclare, "déclaré titulaire du bac")]
    [InlineData(InscritAilleurs, DejaTitulaire, "n'est plus inscrit dans un autre établissement")]
    [InlineData(Desiste, BacObtenu, "est revenu sur son désistement (bac obtenu)")]
    [InlineData(SansReponse, BacObtenu, "a accepté une proposition (bac obtenu)")]
    [InlineData(Incomplet, BacObtenu, "fiche complétée (bac obtenu)")]
    [InlineData(DoubleIne, BacObtenu, "retenu parmi les dossiers de même INE (bac obtenu)")]
    [InlineData(EnReserve, BacObtenu, "réserve levée (bac obtenu)")]
    [InlineData(null, DiplomeEquivalent, "nouveau candidat (diplôme équivalent)")]
    public void Entering(RaisonPopulation? avant, RaisonPopulation maintenant, string texte) => Assert.Equal(texte, MouvementPopulation.Entree(avant, maintenant));

    [Theory]
    [InlineData(null, "n'est plus connu de la passerelle")]
    [InlineData(OuiEnAttente, "la réponse est redevenue « Oui en attente »")]
    [InlineData(BacInconnu, "rien ne dit plus que le baccalauréat est obtenu")]
    [InlineData(Desiste, "désisté")]
    [InlineData(InscritAilleurs, "inscrit dans un autre établissement")]
    public void Leaving(RaisonPopulation? maintenant, string texte) => Assert.Equal(texte, MouvementPopulation.Sortie(maintenant));

    [Fact]
    public void Every_reason_has_words_of_its_own() => Assert.Equal(
        [
            "bac obtenu", "déjà bachelier", "diplôme équivalent", "déclaré titulaire du bac", "« Oui en attente »", "sans réponse", "désisté", "non-bachelier",
            "au rattrapage", "bac inconnu", "inscrit dans un autre établissement", "en réserve", "fiche incomplète", "autre dossier de même INE retenu",
        ],
        Enum.GetValues<RaisonPopulation>().Select(MouvementPopulation.Libelle));

    /// <summary>Indexes of snapshots that are kept hold the numbers: they must never move.</summary>
    [Fact]
    public void The_numbers_of_the_reasons_are_kept_for_ever() => Assert.Equal(
        [
            "BacObtenu", "DejaTitulaire", "DiplomeEquivalent", "TitulaireDeclare", "OuiEnAttente", "SansReponse", "Desiste", "NonBachelier", "Rattrapage", "BacInconnu",
            "InscritAilleurs", "EnReserve", "Incomplet", "DoubleIne",
        ],
        Enumerable.Range(0, Enum.GetValues<RaisonPopulation>().Length).Select(n => ((RaisonPopulation)n).ToString()));
}
