namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>One line of a candidate's timeline.</summary>
/// <param name="Source">The rule behind it; where it was received, by which way.</param>
/// <param name="Message">Number of the journaled message that brought it.</param>
/// <param name="Echange">Number of the exchange whose bytes tell more.</param>
public sealed record LigneChronologie(
    DateTimeOffset Le, DateTimeOffset? InstantMetier, string Nature, int? CodeFormation, string Texte, string? Source, long? Message,
    long? Echange);
