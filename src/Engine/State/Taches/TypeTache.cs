using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.State.Taches;

/// <summary>What a task asks of a person; whoever asks names it.</summary>
public readonly record struct TypeTache(string Code) : IKind
{
    public override string ToString() => Code;
}
