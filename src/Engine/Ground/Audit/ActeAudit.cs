using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>What somebody did, as the audit names it (rule J4); the room or module that does it names it.</summary>
public readonly record struct ActeAudit(string Code) : IKind
{
    public override string ToString() => Code;
}

/// <summary>The acts that this program knows.</summary>
public sealed class ActesAudit
{
    private readonly SortedSet<string> _codes;

    internal ActesAudit(IEnumerable<RegisteredKind<ActeAudit>> kinds) =>
        _codes = new(kinds.Select(k => k.Kind.Code), StringComparer.Ordinal);

    public IReadOnlyCollection<string> Codes => _codes;

    public bool Knows(string code) => _codes.Contains(code);
}
