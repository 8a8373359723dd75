using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>By which way a message came in; each way in names its own.</summary>
public readonly record struct Canal(string Code) : IKind
{
    public override string ToString() => Code;

    /// <summary>Dapper reads a column by this.</summary>
    public static explicit operator Canal(string code) => new(code);
}
