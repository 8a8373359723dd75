using System.Text.Json;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>The <c>identifiant</c> object at the head of every body (contract §1).</summary>
public sealed class BodyCredentials : IParcoursupAuthentication
{
    internal const string Mask = "***";

    public void WriteBody(Utf8JsonWriter writer, ParcoursupOptions options, bool masked)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(options);
        writer.WriteStartObject("identifiant");
        writer.WriteString("login", options.Login);
        writer.WriteString("pwd", masked ? Mask : options.MotDePasse);
        writer.WriteEndObject();
    }

    public ValueTask PrepareAsync(HttpRequestMessage request, ParcoursupOptions options, CancellationToken cancellationToken) => default;
}
