using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>Figures of a dry run as people read them.</summary>
public sealed class ChiffreeTests
{
    [Theory]
    [InlineData("43 vœux passent en favorable (F).", "43\u00a0vœux passent en favorable (F).")]
    [InlineData("12400 vœux de la session 2026 passent en réserve.", "12\u202f400\u00a0vœux de la session 2026\u00a0passent en réserve.")]
    [InlineData("Aucune décision ne change.", "Aucune décision ne change.")]
    [InlineData("8842", "8842")]
    public void A_figure_stays_with_its_word(string phrase, string lue) => Assert.Equal(lue, Chiffree.De(phrase));
}
