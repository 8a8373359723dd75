using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>By which of its ways a system said something, as an administrator reads it.</summary>
public interface IMessageOrigin
{
    /// <returns>In French, by number of the message; whatever came by other ways is left out: what it brought names its rule.</returns>
    Task<IReadOnlyDictionary<long, string>> OfAsync(string etablissement, IReadOnlyList<MessageRecu> messages, CancellationToken ct);
}

/// <summary>A journaled message, without its bytes.</summary>
/// <param name="Compte">Who sent it.</param>
public sealed record MessageRecu(long Id, Canal Canal, string? Compte);
