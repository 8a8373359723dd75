using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Api;

/// <summary>A filter by what was done.</summary>
internal sealed class ActeDAuditAttribute : ParmiAttribute
{
    public override IReadOnlyList<string> Mots(IServiceProvider services) => [.. services.GetRequiredService<ActesAudit>().Codes];

    // As the audit writes it: the list is sought by the word itself.
    public override bool Admet(string value, IReadOnlyList<string> words) => words.Contains(value);
}
