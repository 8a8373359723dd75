using System.Globalization;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>What the gate of rule D2 holds back, as an administrator calls it; given by the module of the source.</summary>
/// <param name="EnClair">A plural with its article, in French, as it stands within a sentence.</param>
public sealed record GatedFlow(string EnClair)
{
    private string EnTete => char.ToUpper(EnClair[0], CultureInfo.InvariantCulture) + EnClair[1..];

    /// <summary>What the last test means for them.</summary>
    public string Verdict(RapportTest report) =>
        report.EstDepasse ? "Les réglages ont changé pendant le test, qui ne compte donc pas : le relancer."
        : report.Ouvert ? $"Connecteur ouvert : {EnClair} partent." : $"Connecteur fermé : {EnClair} attendent.";

    /// <summary>Why the gate is open or closed now.</summary>
    public string Reason(bool open, IReadOnlyList<RapportTest> history) =>
        open ? $"Le connecteur a été testé avec ses réglages actuels : {EnClair} partent."
        : history.Any(t => t.Ouvert) ? $"Les réglages ont changé depuis le dernier test réussi : tester à nouveau. {EnTete} attendent."
        : $"Le connecteur n'a pas encore été testé avec succès : {EnClair} attendent.";
}
