using System.Text;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>What a pushed body was read as: <see cref="PushLu"/> or <see cref="PushIllisible"/>, nothing else.</summary>
public abstract record PushLecture
{
    private protected PushLecture() { }
}

/// <summary>A body that is a JSON object.</summary>
/// <param name="Login">Null when the body has no credentials.</param>
/// <param name="MotDePasse">Null when the body has no credentials.</param>
/// <param name="Candidat">The candidate, complete or not.</param>
/// <param name="TestConnecteur">The token of our own reverse-way test (<see cref="PushTestMessage"/>), else null.</param>
public sealed record PushLu(string? Login, string? MotDePasse, CandidatLecture Candidat, string? TestConnecteur) : PushLecture
{
    protected override bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Login = ").Append(Login).Append(", MotDePasse = ***, Candidat = ").Append(Candidat.GetType().Name);
        return true;
    }
}

/// <summary>A body that is no JSON object: answered 400 + NOK (contract §3).</summary>
/// <param name="Message">In French, for the caller.</param>
/// <param name="Ligne">From 1.</param>
/// <param name="Colonne">From 1, in bytes.</param>
public sealed record PushIllisible(string Message, long Ligne, long Colonne) : PushLecture;
