using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Gateway.Tests.Pages;

/// <summary>Cron expressions as people say them.</summary>
public sealed class CronEnMotsTests
{
    [Theory]
    [InlineData("0 0 20 * * ?", "tous les jours à 20 h 00")]
    [InlineData("0 0 6,14 * * ?", "tous les jours à 6 h 00 et 14 h 00")]
    [InlineData("0 30 7 ? * MON-FRI", "du lundi au vendredi à 7 h 30")]
    [InlineData("0 30 7 ? * 2-6", "du lundi au vendredi à 7 h 30")]
    [InlineData("0 5 18 ? * mon,thu,sun", "chaque lundi, jeudi et dimanche à 18 h 05")]
    [InlineData("0 0/15 * * * ?", "tous les jours, toutes les 15 minutes")]
    [InlineData("0 0 8-18 ? * MON-FRI", "du lundi au vendredi, à chaque heure de 8 h 00 à 18 h 00")]
    [InlineData("0 0 */4 * * ?", "tous les jours, toutes les 4 heures")]
    [InlineData("0 0 3 1 * ?", "le 1er de chaque mois à 3 h 00")]
    [InlineData("0 0 3 L * ?", "le dernier jour de chaque mois à 3 h 00")]
    [InlineData("0 0 20 * 6-9 ?", "tous les jours, de juin à septembre à 20 h 00")]
    public void An_hour_that_somebody_writes_by_hand_has_words(string cron, string words) =>
        Assert.Equal(words, CronEnMots.De(cron)?.Replace('\u00a0', ' '));

    [Theory]
    [InlineData("0 0 20 15W * ?")]
    [InlineData("30 0 20 * * ?")]
    [InlineData("0 0 20 ? * 6#3")]
    [InlineData("0 0 20 * * ? 2026")]
    [InlineData("0 0 25 * * ?")]
    [InlineData("n'importe quoi")]
    [InlineData("")]
    public void What_has_no_simple_words_has_none(string cron) => Assert.Null(CronEnMots.De(cron));
}
