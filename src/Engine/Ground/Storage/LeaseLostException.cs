namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>The lease ran out and somebody else has taken the row, or a person has ended it: nothing more may be written.</summary>
public sealed class LeaseLostException() : Exception("The work belongs to somebody else now.");
