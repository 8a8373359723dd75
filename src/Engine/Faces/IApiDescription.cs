using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>The description of the REST addresses for programs (OpenAPI 3.1), whole or in part.</summary>
public interface IApiDescription
{
    /// <summary>What begins with this, with all that it refers to and nothing else.</summary>
    Task<JsonObject> OfAsync(string prefix, CancellationToken ct);
}
