using Parcoursup.Gateway.Domain.Scolarix;

namespace Parcoursup.Gateway.Domain.Tests.Scolarix;

/// <summary>Why somebody entered or left the file, in words (seed 003 §3).</summary>
public class MouvementPopulationTests
{
    [Theory]
    [InlineData(RaisonPopulation.OuiEnAttente, RaisonPopulation.BacObtenu, "« Oui en attente » devenu « Oui » (bac obtenu)")]
    [InlineData(RaisonPopulation.Rattrapage, RaisonPopulation.BacObtenu, "bac obtenu au rattrapage")]
    [InlineData(RaisonPopulation.BacInconnu, RaisonPopulation.TitulaireDeclare, "déclaré titulaire du bac")]
    [InlineData(RaisonPopulation.InscritAilleurs, RaisonPopulation.DejaTitulaire, "n'est plus inscrit dans un autre établissement")]
    public void Entering(RaisonPopulation avant, RaisonPopulation maintenant, string texte) => Assert.Equal(texte, MouvementPopulation.Entree(avant, maintenant));

    [Fact]
    public void Every_reason_has_words_of_its_own()
    {
        var all = Enum.GetValues<RaisonPopulation>();
        Assert.Equal(all.Length, all.Select(MouvementPopulation.Libelle).Distinct().Count());
        Assert.Equal("nouveau candidat (diplôme équivalent)", MouvementPopulation.Entree(null, RaisonPopulation.DiplomeEquivalent));
        Assert.Equal("n'est plus connu de la passerelle", MouvementPopulation.Sortie(null));
    }

    /// <summary>Indexes of snapshots that are kept hold the numbers: they must never move.</summary>
    [Fact]
    public void The_numbers_of_the_reasons_are_kept_for_ever() => Assert.Equal(
        [
            "BacObtenu", "DejaTitulaire", "DiplomeEquivalent", "TitulaireDeclare", "OuiEnAttente", "SansReponse", "Desiste", "NonBachelier", "Rattrapage", "BacInconnu",
            "InscritAilleurs", "EnReserve", "Incomplet", "DoubleIne",
        ],
        Enumerable.Range(0, Enum.GetValues<RaisonPopulation>().Length).Select(n => ((RaisonPopulation)n).ToString()));
}
