using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// How our calls prove who we are: today by the body's first member, as the newer services of Parcoursup do by a bearer
/// token (contract §1).
/// </summary>
public interface IParcoursupAuthentication
{
    /// <summary>Writes what belongs into the body, inside its opened object and before anything else.</summary>
    /// <param name="writer">Writes the body.</param>
    /// <param name="options">Holds the credentials.</param>
    /// <param name="masked">True for the copy that the journal keeps: no secret in it.</param>
    void WriteBody(Utf8JsonWriter writer, ParcoursupOptions options, bool masked);

    /// <summary>Adds headers.</summary>
    ValueTask PrepareAsync(HttpRequestMessage request, ParcoursupOptions options, CancellationToken cancellationToken);
}
